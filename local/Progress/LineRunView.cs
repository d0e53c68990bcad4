using RingRift.Eventing.Catalogue;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Progress;

/// <summary>Lines of text, for logs and pipes: every event once, and how the running jobs stand now and then.</summary>
internal sealed class LineRunView(TextWriter output) : IRunView
{
    private static readonly TimeSpan BetweenHeartbeats = TimeSpan.FromSeconds(15);

    private readonly JobRates _rates = new();

    // By entry and not by count: the timeline is ordered by time, so a late event comes in between.
    private readonly HashSet<(int Iteration, TimelineEntry Entry)> _told = [];
    private string? _preparing;
    private IReadOnlyList<string> _notes = [];
    private TimeSpan _heartbeat = TimeSpan.Zero;

    public async Task ShowAsync(IAsyncEnumerable<RunFrame> frames)
    {
        await foreach (var frame in frames.ConfigureAwait(false))
        {
            Show(frame);
        }
    }

    public void Report(RunStatus? status, RepetitionResult? repeated) => RunReport.Write(status, repeated, output);

    private void Show(RunFrame frame)
    {
        if (frame.Preparing is not null && frame.Preparing != _preparing)
        {
            Tell(frame, frame.Preparing);
        }

        foreach (var note in frame.Notes.Except(_notes))
        {
            Tell(frame, note);
        }

        (_preparing, _notes) = (frame.Preparing, frame.Notes);
        if (frame.Status is { } status)
        {
            ShowEvents(frame, status);
            ShowJobs(frame, status);
        }
    }

    private void ShowEvents(RunFrame frame, RunStatus status)
    {
        foreach (var iteration in status.Iterations)
        {
            foreach (var entry in iteration.Timeline.Where(entry => _told.Add((iteration.Iteration, entry))))
            {
                Tell(frame, $"iteration {iteration.Iteration} {entry.Type.CatalogueName()} {entry.Note}".TrimEnd());
            }
        }
    }

    private void ShowJobs(RunFrame frame, RunStatus status)
    {
        var running = RunText.Running(status).Select(job => RunText.Job(job, _rates)).ToList();
        if (frame.Elapsed - _heartbeat < BetweenHeartbeats)
        {
            return;
        }

        _heartbeat = frame.Elapsed;
        foreach (var lane in RunText.Lanes(status))
        {
            Tell(frame, lane);
        }

        running.ForEach(line => Tell(frame, $"  {line}"));
    }

    private void Tell(RunFrame frame, string text)
    {
        output.WriteLine($"{RunText.Duration(frame.Elapsed),8}  {text}");
        output.Flush();
    }
}
