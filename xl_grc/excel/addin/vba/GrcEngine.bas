Option Explicit
Option Private Module

' Which engine answers: Python, or the arithmetic of this workbook once Python could not be reached.
Private unreachable As Boolean
Private answered As Boolean
Private reason As String

' Asks Python; False when it cannot be reached, and from then on until GrcEngineReset.
Public Function GrcAsk(ByVal name As String, ByVal arguments As Variant, ByRef answer As Variant) As Boolean
    GrcAsk = False
    If unreachable Then Exit Function
    On Error GoTo Failed
    answer = GrcShown(GrcPythonCall(name, arguments))
    GrcAsk = True
    If Not answered Then
        answered = True
        GrcEngineChanged
    End If
    Exit Function
Failed:
    unreachable = True
    reason = Err.Description
    GrcEngineChanged
End Function

' "python", "vba" or "unknown": nothing was asked yet.
Public Function GrcEngineState() As String
    If unreachable Then
        GrcEngineState = "vba"
    ElseIf answered Then
        GrcEngineState = "python"
    Else
        GrcEngineState = "unknown"
    End If
End Function

' Why Python could not be reached.
Public Function GrcEngineReason() As String
    GrcEngineReason = reason
End Function

' Python is tried again with the next call.
Public Sub GrcEngineReset()
    unreachable = False
    answered = False
    reason = ""
End Sub
