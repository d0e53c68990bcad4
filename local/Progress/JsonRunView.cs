using System.Text.Json;
using RingRift.Eventing.Json;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Progress;

/// <summary>One JSON object per line: <c>preparing</c>, <c>status</c> whenever the run changed, <c>report</c> last.</summary>
internal sealed class JsonRunView(TextWriter output) : IRunView
{
    private string? _preparing;
    private string? _shown;

    public async Task ShowAsync(IAsyncEnumerable<RunFrame> frames)
    {
        await foreach (var frame in frames.ConfigureAwait(false))
        {
            Show(frame);
        }
    }

    public void Report(RunStatus? status, RepetitionResult? repeated) => Write(new { Kind = "report", Status = status, Repeated = repeated });

    private void Show(RunFrame frame)
    {
        if (frame.Preparing is not null && frame.Preparing != _preparing)
        {
            Write(new { Kind = "preparing", frame.Preparing, Seconds = frame.Elapsed.TotalSeconds });
        }

        _preparing = frame.Preparing;
        if (frame.Status is { } status && Fingerprint(status) is var fingerprint && fingerprint != _shown)
        {
            _shown = fingerprint;
            Write(new { Kind = "status", Seconds = frame.Elapsed.TotalSeconds, Status = status, frame.Notes });
        }
    }

    // The time of reading changes always, and says nothing.
    private static string Fingerprint(RunStatus status) => JsonSerializer.Serialize(status with { Time = default }, EventJson.Options);

    private void Write<T>(T line)
    {
        output.WriteLine(JsonSerializer.Serialize(line, EventJson.Options));
        output.Flush();
    }
}
