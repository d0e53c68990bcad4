namespace RingRift.FunctionsRuntime.Settings;

/// <summary>A settings file or value is not valid. The message names the file, the key, the value and the rule.</summary>
public sealed class HostSettingsException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    public HostSettingsException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public HostSettingsException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
