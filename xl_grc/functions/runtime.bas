Option Explicit

' The number that arithmetic on a sheet takes from a cell, or the error that it shows.
Public Function GrcNumber(ByVal cell As Variant) As Variant
    If IsArray(cell) Then
        GrcNumber = CVErr(2015)
    ElseIf IsError(cell) Then
        GrcNumber = cell
    ElseIf IsEmpty(cell) Then
        GrcNumber = 0#
    ElseIf VarType(cell) = vbBoolean Then
        If cell Then
            GrcNumber = 1#
        Else
            GrcNumber = 0#
        End If
    ElseIf VarType(cell) = vbString Then
        GrcNumber = GrcTextNumber(Trim(cell))
    Else
        GrcNumber = CDbl(cell)
    End If
End Function

' Numeric text is an optional sign, digits and a point; other text is #VALUE!.
Private Function GrcTextNumber(ByVal text As String) As Variant
    Dim digits As String
    digits = text
    If Left(digits, 1) = "+" Or Left(digits, 1) = "-" Then digits = Mid(digits, 2)
    digits = Replace(digits, ".", "", 1, 1)
    If Len(digits) = 0 Or digits Like "*[!0-9]*" Then
        GrcTextNumber = CVErr(2015)
    Else
        GrcTextNumber = CDbl(Val(text))
    End If
End Function
