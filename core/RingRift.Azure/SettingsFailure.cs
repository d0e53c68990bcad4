using Microsoft.Extensions.Options;

namespace RingRift.Azure;

/// <summary>
/// Tells wrong settings from other faults, so that a process can end with one line instead of a stack, and whoever started it knows not to
/// try again.
/// </summary>
public static class SettingsFailure
{
    /// <summary>Exit code of a process whose settings are wrong: starting it again would change nothing.</summary>
    public const int ExitCode = 2;

    /// <summary>Whether an exception thrown while a host was put together is about its settings.</summary>
    public static bool Is(Exception exception) =>
        exception is InvalidOperationException or OptionsValidationException or AggregateException;

    /// <summary>What is wrong, one line for each setting.</summary>
    public static string Describe(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var errors = exception is AggregateException all ? all.Flatten().InnerExceptions : [exception];
        return string.Join(Environment.NewLine, errors.Select(error => error.Message));
    }
}
