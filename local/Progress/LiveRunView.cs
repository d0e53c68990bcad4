using RingRift.Eventing.Catalogue;
using RingRift.Pipeline.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace RingRift.Local.Progress;

/// <summary>A view that stays in place and changes, for terminals.</summary>
internal sealed class LiveRunView(IAnsiConsole console, TextWriter output) : IRunView
{
    private const int ShownIterations = 8;
    private const int ShownEvents = 8;

    private readonly JobRates _rates = new();

    public Task ShowAsync(IAsyncEnumerable<RunFrame> frames) => console.Live(new Text("starting")).AutoClear(true).StartAsync(async context =>
    {
        await foreach (var frame in frames.ConfigureAwait(false))
        {
            context.UpdateTarget(Draw(frame));
        }
    });

    public void Report(RunStatus? status, RepetitionResult? repeated) => RunReport.Write(status, repeated, output);

    /// <summary>One frame.</summary>
    internal IRenderable Draw(RunFrame frame)
    {
        var left = frame.Left is { } time ? $", {RunText.Duration(time)} left" : string.Empty;
        var rows = new List<IRenderable> { new Text($"{RunText.Duration(frame.Elapsed)}{left}  Ctrl-C stops; a later run goes on") };
        if (frame.Preparing is not null)
        {
            rows.Add(new Text(frame.Preparing));
        }

        rows.AddRange(frame.Notes.Select(note => new Text(note)));
        if (frame.Status is { } status)
        {
            rows.Add(Iterations(status));
            rows.AddRange(RunText.Lanes(status).Select(lane => new Text(lane)));
            rows.AddRange(RunText.Running(status).Select(job => new Text($"  {RunText.Job(job, _rates)}")));
            rows.Add(Scores(status));
            rows.AddRange(Events(status));
        }

        return new Rows(rows);
    }

    private static Table Iterations(RunStatus status)
    {
        var table = new Table().Title(status.Config).AddColumns("it", "self-play", "games", "rows", "policy loss", "value loss", "outcome");
        foreach (var iteration in status.Iterations.TakeLast(ShownIterations))
        {
            table.AddRow(
                new Text($"{iteration.Iteration}"),
                new Text(RunText.Model(iteration.SelfPlayModel)),
                new Text($"{iteration.GamesKept ?? iteration.Games}"),
                new Text($"{iteration.Rows}"),
                new Text($"{iteration.Training?.PolicyLoss:0.000}"),
                new Text($"{iteration.Training?.ValueLoss:0.000}"),
                new Text(RunReport.Outcome(iteration)));
        }

        return table;
    }

    private static Table Scores(RunStatus status)
    {
        var newest = status.Iterations.LastOrDefault(iteration => iteration.Scores.Count > 0);
        var table = new Table().Title(newest is null ? "no evaluation yet" : $"candidate of iteration {newest.Iteration}").AddColumns("opponent", "games", "score", "Elo");
        foreach (var score in newest?.Scores ?? [])
        {
            table.AddRow(new Text(RunReport.Name(score)), new Text($"{score.Games}"), new Text(RunText.Score(score)), new Text(RunText.Elo(score)));
        }

        return table;
    }

    private static IEnumerable<Text> Events(RunStatus status) => status.Iterations
        .SelectMany(iteration => iteration.Timeline.Select(entry => (iteration.Iteration, Entry: entry)))
        .OrderBy(item => item.Entry.Time)
        .TakeLast(ShownEvents)
        .Select(item => new Text($"{item.Entry.Time:HH:mm:ss} iteration {item.Iteration} {item.Entry.Type.CatalogueName()} {item.Entry.Note}"));
}
