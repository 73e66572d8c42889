Option Explicit
Option Private Module

' What a cell shows for an answer of Python: the text of an error becomes that error, in arrays too.
Public Function GrcShown(ByVal answer As Variant) As Variant
    If IsArray(answer) Then
        GrcShown = GrcAlone(GrcEach(answer, True))
    ElseIf VarType(answer) = vbString Then
        GrcShown = GrcErrorOf(answer)
    Else
        GrcShown = answer
    End If
End Function

' What Python receives for an argument: the values of a range, unrounded by its currency format, and errors as their
' text, because COM drops errors.
Public Function GrcSent(Optional ByVal cell As Variant) As Variant
    If IsMissing(cell) Then
        GrcSent = cell
    ElseIf IsObject(cell) Then
        GrcSent = GrcSent(GrcHeld(cell))
    ElseIf IsArray(cell) Then
        GrcSent = GrcEach(cell, False)
    ElseIf IsError(cell) Then
        GrcSent = GrcTokenOf(cell)
    Else
        GrcSent = cell
    End If
End Function

' Every cell of an array, shown or sent.
Private Function GrcEach(ByVal cells As Variant, ByVal shown As Boolean) As Variant
    Dim row As Long
    Dim column As Long
    Dim changed As Variant
    changed = cells
    If GrcIsFlat(cells) Then
        For row = LBound(cells) To UBound(cells)
            changed(row) = GrcOne(cells(row), shown)
        Next row
    Else
        For row = LBound(cells, 1) To UBound(cells, 1)
            For column = LBound(cells, 2) To UBound(cells, 2)
                changed(row, column) = GrcOne(cells(row, column), shown)
            Next column
        Next row
    End If
    GrcEach = changed
End Function

Private Function GrcOne(ByVal cell As Variant, ByVal shown As Boolean) As Variant
    If shown Then
        GrcOne = GrcShown(cell)
    Else
        GrcOne = GrcSent(cell)
    End If
End Function

Private Function GrcErrorOf(ByVal text As String) As Variant
    Select Case text
{errors}        Case Else
            GrcErrorOf = text
    End Select
End Function

Private Function GrcTokenOf(ByVal cell As Variant) As String
    Select Case CLng(cell)
{tokens}        Case Else
            GrcTokenOf = "#N/A"
    End Select
End Function
