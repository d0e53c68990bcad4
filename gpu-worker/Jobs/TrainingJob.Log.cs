using Microsoft.Extensions.Logging;

namespace RingRift.GpuWorker.Jobs;

public sealed partial class TrainingJob
{
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Job}: {Steps} steps, held-out policy loss {Policy:F4}, value loss {Value:F4}, ONNX differs by {Parity:E1}")]
    private partial void LogTrained(string job, int steps, double policy, double value, double parity);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "{Job}: {Drawn} of the {Asked} rows that were asked for are drawn, since Training:MaxSteps is {MaxSteps}")]
    private partial void LogFewerRows(string job, long asked, long drawn, int maxSteps);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Job}: its checkpoint cannot be read; training begins anew")]
    private partial void LogUnreadable(Exception error, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Job}: its checkpoint is of other options or another window; training begins anew")]
    private partial void LogOtherRun(string job);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "{Job}: checkpoint {Parent} is of another network shape; training begins with random weights")]
    private partial void LogOtherShape(string job, string parent);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Job}: a checkpoint could not be stored; it is tried again")]
    private partial void LogStoredLater(Exception error, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Job}: the last checkpoint could not be stored; its steps will be made again")]
    private partial void LogNotStored(Exception error, string job);
}
