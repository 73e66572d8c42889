
' What an argument holds: a value, or for several cells their rows, counted from 1. A flat array is a row.
Public Function GrcHeld(ByVal argument As Variant) As Variant
    If IsObject(argument) Then
        GrcHeld = GrcHeld(GrcValue(argument))
    ElseIf Not IsArray(argument) Then
        GrcHeld = argument
    ElseIf GrcIsFlat(argument) Then
        GrcHeld = GrcAlone(GrcRow(argument))
    Else
        GrcHeld = GrcAlone(GrcFromOne(argument))
    End If
End Function

' What a range holds: a value, or an array for several cells. A union of ranges holds neither, as in a formula.
Private Function GrcValue(ByVal area As Object) As Variant
    If area.Areas.Count > 1 Then
        GrcValue = CVErr(2015)
    Else
        GrcValue = area.Value2
    End If
End Function

' An array of one dimension.
Public Function GrcIsFlat(ByVal cells As Variant) As Boolean
    Dim width As Long
    GrcIsFlat = True
    On Error GoTo Flat
    width = UBound(cells, 2)
    GrcIsFlat = (width < LBound(cells, 2))
Flat:
End Function

' The only cell of an array of one cell; larger arrays as they are.
Public Function GrcAlone(ByVal cells As Variant) As Variant
    GrcAlone = cells
    If GrcIsFlat(cells) Then Exit Function
    If LBound(cells, 1) < UBound(cells, 1) Or LBound(cells, 2) < UBound(cells, 2) Then Exit Function
    GrcAlone = cells(LBound(cells, 1), LBound(cells, 2))
End Function

Private Function GrcRow(ByVal cells As Variant) As Variant
    Dim column As Long
    Dim rows() As Variant
    ReDim rows(1 To 1, 1 To UBound(cells) - LBound(cells) + 1)
    For column = 1 To UBound(rows, 2)
        rows(1, column) = cells(LBound(cells) + column - 1)
    Next column
    GrcRow = rows
End Function

Private Function GrcFromOne(ByVal cells As Variant) As Variant
    Dim row As Long
    Dim column As Long
    Dim rows() As Variant
    GrcFromOne = cells
    If LBound(cells, 1) = 1 And LBound(cells, 2) = 1 Then Exit Function
    ReDim rows(1 To UBound(cells, 1) - LBound(cells, 1) + 1, 1 To UBound(cells, 2) - LBound(cells, 2) + 1)
    For row = 1 To UBound(rows, 1)
        For column = 1 To UBound(rows, 2)
            rows(row, column) = cells(LBound(cells, 1) + row - 1, LBound(cells, 2) + column - 1)
        Next column
    Next row
    GrcFromOne = rows
End Function

' The numbers of what an argument holds as rows, or the first error. Blanks are 0, or stay where they are no answer.
Public Function GrcNumbers(ByVal held As Variant, ByVal blanks As Boolean) As Variant
    Dim row As Long
    Dim column As Long
    Dim numbers As Variant
    numbers = held
    If Not IsArray(held) Then numbers = GrcRow(Array(held))
    For row = 1 To UBound(numbers, 1)
        For column = 1 To UBound(numbers, 2)
            If Not (blanks And IsEmpty(numbers(row, column))) Then
                numbers(row, column) = GrcNumber(numbers(row, column))
                If IsError(numbers(row, column)) Then
                    GrcNumbers = numbers(row, column)
                    Exit Function
                End If
            End If
        Next column
    Next row
    GrcNumbers = numbers
End Function

' How many numbers there are on one side of a limit, or in all with no side.
Public Function GrcCount(ByVal numbers As Variant, ByVal side As String, ByVal limit As Double) As Double
    Dim number As Variant
    For Each number In numbers
        If Not IsEmpty(number) Then
            If GrcKeeps(number, side, limit) Then GrcCount = GrcCount + 1
        End If
    Next number
End Function

Private Function GrcKeeps(ByVal number As Double, ByVal side As String, ByVal limit As Double) As Boolean
    Select Case side
        Case "<"
            GrcKeeps = number < limit
        Case "<="
            GrcKeeps = number <= limit
        Case ">"
            GrcKeeps = number > limit
        Case ">="
            GrcKeeps = number >= limit
        Case Else
            GrcKeeps = True
    End Select
End Function

' The sum of the products of two ranges; #N/A where their shapes do not fit.
Public Function GrcProductSum(ByVal one As Variant, ByVal other As Variant) As Variant
    Dim row As Long
    Dim column As Long
    Dim height As Long
    Dim width As Long
    Dim total As Double
    If Not (GrcFit(UBound(one, 1), UBound(other, 1)) And GrcFit(UBound(one, 2), UBound(other, 2))) Then
        GrcProductSum = CVErr(2042)
        Exit Function
    End If
    height = GrcLonger(UBound(one, 1), UBound(other, 1))
    width = GrcLonger(UBound(one, 2), UBound(other, 2))
    For row = 1 To height
        For column = 1 To width
            total = total + GrcCell(one, row, column) * GrcCell(other, row, column)
        Next column
    Next row
    GrcProductSum = total
End Function

Private Function GrcFit(ByVal one As Long, ByVal other As Long) As Boolean
    GrcFit = (one = other Or one = 1 Or other = 1)
End Function

Private Function GrcLonger(ByVal one As Long, ByVal other As Long) As Long
    GrcLonger = one
    If other > one Then GrcLonger = other
End Function

' The cell of what an argument holds: a value, a single row and a single column repeat; #N/A beyond the end.
Private Function GrcCell(ByRef held As Variant, ByVal row As Long, ByVal column As Long) As Variant
    If Not IsArray(held) Then
        GrcCell = held
        Exit Function
    End If
    If UBound(held, 1) = 1 Then row = 1
    If UBound(held, 2) = 1 Then column = 1
    If row > UBound(held, 1) Or column > UBound(held, 2) Then
        GrcCell = CVErr(2042)
    Else
        GrcCell = held(row, column)
    End If
End Function

' A function of single values, by its name: a value for values, for ranges the rows of a result for each cell.
Public Function GrcEachCell(ByVal name As String, ByVal arguments As Variant) As Variant
    Dim place As Long
    Dim row As Long
    Dim column As Long
    Dim height As Long
    Dim width As Long
    Dim held() As Variant
    Dim results() As Variant
    ReDim held(UBound(arguments))
    height = 1
    width = 1
    For place = 0 To UBound(arguments)
        held(place) = GrcHeld(arguments(place))
        If IsArray(held(place)) Then
            height = GrcLonger(height, UBound(held(place), 1))
            width = GrcLonger(width, UBound(held(place), 2))
        End If
    Next place
    ReDim results(1 To height, 1 To width)
    For row = 1 To height
        For column = 1 To width
            results(row, column) = GrcAt(name, held, row, column)
        Next column
    Next row
    GrcEachCell = GrcAlone(results)
End Function

Private Function GrcAt(ByVal name As String, ByRef held As Variant, ByVal row As Long, ByVal column As Long) As Variant
    Dim place As Long
    Dim cells() As Variant
    ReDim cells(UBound(held))
    For place = 0 To UBound(held)
        cells(place) = GrcCell(held(place), row, column)
    Next place
    GrcAt = GrcArithmeticOf(name, cells)
End Function
