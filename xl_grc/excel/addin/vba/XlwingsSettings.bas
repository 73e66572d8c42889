Function GetConfig(configKey As String, Optional default As String = "", Optional source As String = "") As Variant
    ' Changed by xl_grc: the settings are in a file of the user alone, never in a workbook nor beside it
    Dim configValue As String

    GetConfig = default
    If FileExists(GetConfigFilePath()) Then
        If GetConfigFromFile(GetConfigFilePath(), configKey, configValue) Then GetConfig = configValue
    End If
    GetConfig = ExpandEnvironmentStrings(GetConfig)
End Function
