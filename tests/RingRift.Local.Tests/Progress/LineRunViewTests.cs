using RingRift.Eventing.Events;
using RingRift.Local.Progress;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Tests.Progress;

public sealed class LineRunViewTests
{
    private static readonly RunStatus Early = Runs.Status(
        Runs.Iteration(1, Runs.Event(1, DataEventType.SelfplayComplete, "shard 0"), Runs.Event(5, DataEventType.DataSyncTriggered)));

    [Fact]
    public async Task Should_tell_each_event_once() => Assert.Equal(
        ["    0:01  iteration 1 SELFPLAY_COMPLETE shard 0", "    0:01  iteration 1 DATA_SYNC_TRIGGERED"],
        await LinesAsync(Runs.Frame(Early, 1), Runs.Frame(Early, 2), Runs.Frame(Early, 3)));

    [Fact]
    public async Task When_a_late_event_comes_in_between_should_tell_it_and_none_twice()
    {
        var late = Runs.Status(Early.Iterations[0] with
        {
            Timeline =
            [
                Early.Iterations[0].Timeline[0], Runs.Event(3, DataEventType.SelfplayComplete, "shard 1"), Early.Iterations[0].Timeline[1]
            ],
        });

        var lines = await LinesAsync(Runs.Frame(Early, 1), Runs.Frame(late, 2));

        Assert.Equal(3, lines.Count);
        Assert.Equal("    0:02  iteration 1 SELFPLAY_COMPLETE shard 1", lines[2]);
    }

    [Fact]
    public async Task Should_tell_preparation_and_notes_when_they_change() => Assert.Equal(
        [
            "    0:00  starting storage", "    0:02  starting functions", "    0:03  worker-0 was started again",
            "    0:04  functions was started again"
        ],
        await LinesAsync(
            Runs.Frame(null, 0, "starting storage"),
            Runs.Frame(null, 1, "starting storage"),
            Runs.Frame(null, 2, "starting functions"),
            Runs.Frame(null, 3, null, "worker-0 was started again"),
            Runs.Frame(null, 4, null, "worker-0 was started again", "functions was started again")));

    [Fact]
    public async Task Should_tell_now_and_then_what_runs_and_how_fast()
    {
        var status = Runs.Status(Runs.Iteration(1));

        var lines = await LinesAsync(
            Runs.Frame(status with { Jobs = [Runs.Job(10, second: 0)] }, 1),
            Runs.Frame(status with { Jobs = [Runs.Job(40, second: 15)] }, 16),
            Runs.Frame(status with { Jobs = [Runs.Job(42, second: 16)] }, 17));

        Assert.Equal(
            [
                "    0:16  self-play   1,200 games, 54,321 rows; a search with rollouts plays; waits for the games of 1 iteration",
                "    0:16  training    2 so far, 3,000 of 20,000 new rows; waits for 17,000 more rows",
                "    0:16  evaluation  champion none yet; waits for a candidate",
                "    0:16    self-play 40 of 100 games, 2.0 games/s, 0:30 left",
            ],
            lines);
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(params RunFrame[] frames)
    {
        using var output = new StringWriter { NewLine = "\n" };
        await new LineRunView(output).ShowAsync(Runs.Of(frames));
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
