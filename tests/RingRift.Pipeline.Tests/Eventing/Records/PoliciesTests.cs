using System.Text.Json;
using RingRift.Eventing.Events;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Operations.Reconciliation;
using RingRift.Pipeline.Operations.Stalls;

namespace RingRift.Pipeline.Tests.Eventing.Records;

/// <summary>Policies that make a record anew from the one before hand on what a newer version added to it.</summary>
public sealed class PoliciesTests
{
    private static readonly DateTimeOffset Noon = Sample.Noon;

    [Fact]
    public void When_a_pause_is_prolonged_should_keep_what_was_added()
    {
        var held = Added(new Pause("ann", "upgrade", Noon, Noon.AddMinutes(5)));
        var request = new PauseRequest { Owner = "ann", Reason = "more", Duration = TimeSpan.FromHours(1) };
        var after = PausePolicy.Begin("all", Added(new PauseState("all", [held])), request, Noon.AddMinutes(1)).State;
        AssertAdded(after);
        AssertAdded(Assert.Single(after.Pauses));
        Assert.Equal("more", after.Pauses[0].Reason);
    }

    [Fact]
    public void When_queues_are_measured_should_keep_what_was_added()
    {
        var before = Added(new BackPressureState(Noon, [Added(new QueuePressure("match-jobs", 3))]));
        var after = new BackPressurePolicy(new BackPressureOptions()).Measure(
            before, new Dictionary<string, int> { ["match-jobs"] = 4 }, Noon.AddMinutes(1)).State;
        AssertAdded(after);
        AssertAdded(Assert.Single(after.Queues));
    }

    [Fact]
    public void When_progress_is_seen_should_keep_what_was_added()
    {
        var before = Added(new ProgressState("hex8_2p", 1, IterationStage.Sync, "a", Noon, MayStand: false));
        var seen = before with { Mark = "b", Further = null };
        AssertAdded(new StallPolicy(new StallOptions()).Look(before, seen)!.State);
    }

    [Fact]
    public void When_events_are_sent_again_should_keep_what_was_added()
    {
        var before = Added(new ResendState("other", 1, Noon, Noon, 1));
        AssertAdded(new ResendPolicy(new ReconciliationOptions()).Claim(before, States.SelfPlay(), 2, Noon.AddDays(1))!.State);
    }

    [Fact]
    public void When_a_champion_is_enrolled_again_should_keep_what_was_added()
    {
        var pool = new OpponentPoolState { Config = "hex8_2p", Members = [Added(new PoolMember(Sample.Artifact(), 0))] };
        AssertAdded(Assert.Single(new OpponentPoolPolicy(new OpponentPoolOptions()).Enrol(pool, Sample.Artifact(), 4).Members));
    }

    private static T Added<T>(T record)
        where T : StoredRecord =>
            record with { Further = new Dictionary<string, JsonElement> { [RecordSample.Added] = JsonSerializer.SerializeToElement(1) } };

    private static void AssertAdded(StoredRecord record) => Assert.Contains(RecordSample.Added, record.Further!.Keys);
}
