Option Explicit

Private ribbon As IRibbonUI

Public Sub GrcOnLoad(loaded As IRibbonUI)
    Set ribbon = loaded
    On Error Resume Next
    GrcRegisterHelp
End Sub

' One tab for each language; that of Office is shown.
Public Sub GrcTabVisible(control As IRibbonControl, ByRef visible As Variant)
    visible = (control.Tag = GrcLanguage(Empty))
End Sub

Public Sub GrcEngineLabel(control As IRibbonControl, ByRef label As Variant)
    label = GrcText("engine_" & GrcEngineState())
End Sub

' The label of the engine is asked for again. The ribbon is lost when VBA was reset: then it stays as it is.
Public Sub GrcEngineChanged()
    On Error Resume Next
    If Not ribbon Is Nothing Then ribbon.Invalidate
End Sub

' Every button: its tag is the command.
Public Sub GrcOnAction(control As IRibbonControl)
    Dim command As String
    Dim path As String
    command = control.Tag
    On Error GoTo Failed
    Select Case command
        Case "functions"
            GrcInsertFunction
        Case "engine"
            GrcShowEngine
        Case "new"
            path = GrcNewFile("xlsx", "Excel (*.xlsx), *.xlsx")
            If path <> "" Then GrcRun command, path, False
        Case "pdf"
            path = GrcNewFile("pdf", "PDF (*.pdf), *.pdf")
            If path <> "" Then GrcRun command, path, True
        Case "import", "batch", "consolidate", "analyse"
            path = GrcFile(GrcText("choose_" & command))
            If path <> "" Then GrcRun command, path, command = "import"
        Case "help"
            MsgBox GrcText("help"), vbInformation, GrcText("title")
        Case Else
            GrcRun command, "", True
    End Select
    Exit Sub
Failed:
    MsgBox Err.Description, vbExclamation, GrcText("title")
End Sub

' Runs a command in Python, which needs a workbook; `open_plan` when it works on the one that is open.
Private Sub GrcRun(ByVal command As String, ByVal path As String, ByVal open_plan As Boolean)
    If ActiveWorkbook Is Nothing Then
        If open_plan Then
            MsgBox GrcText("no_workbook"), vbInformation, GrcText("title")
            Exit Sub
        End If
        Workbooks.Add
    End If
    GrcPythonRun command, GrcLanguage(Empty), path
End Sub

' Excel for Mac saves copies for VBA alone. Python reads the open workbook from this one.
Public Sub GrcSaveCopy(ByVal name As String, ByVal path As String)
    Workbooks(name).SaveCopyAs path
End Sub

Private Function GrcFile(ByVal title As String) As String
    Dim chosen As Variant
    chosen = Application.GetOpenFilename(Title:=title)
    If VarType(chosen) = vbString Then GrcFile = chosen
End Function

' Excel for Mac takes no filter, and adds no ending to a name typed without one.
Private Function GrcNewFile(ByVal ending As String, ByVal filter As String) As String
    Dim chosen As Variant
    #If Mac Then
        chosen = Application.GetSaveAsFilename(GrcText("file_name") & "." & ending)
    #Else
        chosen = Application.GetSaveAsFilename(GrcText("file_name") & "." & ending, filter)
    #End If
    If VarType(chosen) <> vbString Then Exit Function
    GrcNewFile = chosen
    If LCase(Right(chosen, Len(ending) + 1)) <> "." & ending Then GrcNewFile = chosen & "." & ending
End Function

Private Sub GrcInsertFunction()
    If ActiveCell Is Nothing Then
        MsgBox GrcText("no_workbook"), vbInformation, GrcText("title")
    Else
        GrcRegisterHelp
        Application.Dialogs(xlDialogFunctionWizard).Show
    End If
End Sub

' Tells which engine answers, and tries Python again.
Private Sub GrcShowEngine()
    Dim said As String
    said = GrcText("engine_" & GrcEngineState() & "_told")
    If GrcEngineReason() <> "" Then said = said & vbCrLf & vbCrLf & GrcEngineReason()
    If GrcEngineState() = "vba" Then
        If MsgBox(said & vbCrLf & vbCrLf & GrcText("engine_again"), vbYesNo, GrcText("title")) = vbYes Then
            GrcEngineReset
            Application.CalculateFull
            GrcEngineChanged
        End If
    Else
        MsgBox said, vbInformation, GrcText("title")
    End If
End Sub
