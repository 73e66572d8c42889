Option Explicit
Option Private Module

' The only module that speaks with xlwings.

' Calls a function for the cell that asks, and for the workbook of that cell.
Public Function GrcPythonCall(ByVal name As String, ByVal arguments As Variant) As Variant
    #If Mac Then
        Err.Raise vbObjectError + 1, Description:=GrcText("no_python_on_mac")
    #Else
        If TypeName(Application.Caller) = "Range" Then
            GrcPythonCall = XLPy.CallUDF("xl_grc.excel.udfs", name, arguments, Application.Caller.Worksheet.Parent, Application.Caller)
        Else
            GrcPythonCall = XLPy.CallUDF("xl_grc.excel.udfs", name, arguments, ActiveWorkbook)
        End If
    #End If
End Function

' Runs a command of the ribbon; a path travels as hexadecimal digits, whatever letters it holds.
Public Sub GrcPythonRun(ByVal command As String, ByVal language As String, ByVal path As String)
    #If Mac Then
        If GrcSteers(ActiveWorkbook.Name) Then Err.Raise vbObjectError + 2, Description:=GrcText("unsafe_name")
    #End If
    RunPython "from xl_grc.excel.ribbon import main; main('" & command & "', '" & language & "', '" & GrcHexadecimal(path) & "')"
End Sub

' Whether a name means something to the command line into which xlwings writes it on macOS.
Public Function GrcSteers(ByVal name As String) As Boolean
    Dim place As Long
    For place = 1 To Len(name)
        If InStr("""$`\|", Mid(name, place, 1)) > 0 Then GrcSteers = True
    Next place
End Function

Public Function GrcHexadecimal(ByVal text As String) As String
    Dim place As Long
    For place = 1 To Len(text)
        GrcHexadecimal = GrcHexadecimal & Right("000" & Hex(AscW(Mid(text, place, 1)) And &HFFFF&), 4)
    Next place
End Function
