Option Explicit
Option Private Module

' The help that the function wizard shows, in the language of Office.
Private described As String
Private summary As String
Private arguments() As String
Private filled As Long

Public Sub GrcRegisterHelp()
    On Error Resume Next
    Select Case GrcLanguage(Empty)
{cases}
    End Select
End Sub

Private Sub GrcFunction(ByVal name As String, ByVal help As String, ByVal parameters As Long)
    described = name
    summary = help
    ReDim arguments(parameters - 1)
    filled = 0
End Sub

' The last argument registers the function. Excel refuses while the add-in is hidden in some versions: then it is
' shown for a moment.
Private Sub GrcArgument(ByVal help As String)
    arguments(filled) = help
    filled = filled + 1
    If filled <= UBound(arguments) Then Exit Sub
    On Error Resume Next
    Err.Clear
    GrcRegister
    If Err.Number <> 0 Then
        Err.Clear
        ThisWorkbook.IsAddin = False
        GrcRegister
        ThisWorkbook.IsAddin = True
    End If
    ThisWorkbook.Saved = True
End Sub

Private Sub GrcRegister()
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & described, Description:=summary, _
        Category:=GrcText("title"), ArgumentDescriptions:=arguments
End Sub
