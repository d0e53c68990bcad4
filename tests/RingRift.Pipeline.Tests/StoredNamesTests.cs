using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Eventing.Records;
using RingRift.Eventing.Routing;
using RingRift.InMemory;
using RingRift.Pipeline.Operations.Daemons;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Pipeline.Runs;

namespace RingRift.Pipeline.Tests;

/// <summary>
/// Names that stand in tables, dead letters, traces, journals and answers, as they were first written. A class or a member may get another
/// name; none of these changes with it.
/// </summary>
public sealed class StoredNamesTests
{
    /// <summary>The enums whose members are written as JSON or as text, with their names in JSON.</summary>
    private const string Enums =
        """
        ArtifactKind: games manifest samples model checkpoint
        CommitOutcome: committed conflict alreadyHandled
        DaemonStatus: stopped starting running stopping restarting degraded failed
        DeadLetterChangeOutcome: planned redriven discarded notFound overtaken
        DeadLetterOrigin: handler poisonQueue eventGrid audit
        DeadLetterStatus: open redriven discarded
        DeliveryAction: none redeliver giveUp
        DeliveryFaultKind: failed timedOut shed
        EventOrigin: pipeline external
        EventTransport: process stage cluster
        ExternalFieldType: any instant string integer number boolean
        HandlingOutcome: done duplicate stale retry held deadLetter faulted
        IngestStatus: accepted repeated refused
        IterationOutcome: promoted rejected dataRefused trainingFailed evaluationFailed selfplayFailed banked unmeasured
        IterationStage: selfplay sync export gate training evaluation promotion distribution finished
        JobStatus: running done failed
        LiveKind: event beat gap end
        OverflowPolicy: dropNewest dropOldest block
        PublishOutcome: published duplicate
        RegressionAction: record warn alert rollBack
        RegressionSeverity: minor moderate severe critical
        ScaleVerdict: keep out in stop unknown
        TraceState: waiting settled failed
        WorkKind: selfplay training
        """;

    /// <summary>Types of events, which the contract of the catalogue holds, and a word of error messages.</summary>
    private static readonly Type[] NeverWritten = [typeof(DataEventType), typeof(SubscriptionTransport)];

    [Fact]
    public void Should_name_handlers_as_in_the_first_dead_letters()
    {
        using var services = Services();
        Assert.Equal(
            [
                "AdoptGenerator",
                "CollectFailedSelfplay", "CollectMatches", "CollectSelfplay", "ContinueAfterDistribution", "ContinueAfterRejection",
                "CountOpponentResults", "DecidePromotion", "DistributeModel", "EndFailedTraining", "EnrolChampion", "ExportSamples",
                "PlanEvaluation",
                "PlanTraining", "PlayMatches", "RecordTrainingStarted", "RestoreChampion", "RollBackPromotion", "SyncGames",
                "WatchRegression",
            ],
            services.GetRequiredService<EventDispatcher>().Handlers.Select(handler => handler.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Should_name_daemons_as_in_the_first_states()
    {
        using var services = Services();
        Assert.Equal(
            [
                "AuditDeliveries", "ExpirePauses", "FeedSelfPlay", "ReconcileDistribution", "ReconcileEvaluation", "ReconcileExport", "ReconcileGate",
                "ReconcilePromotion", "ReconcileSelfplay", "ReconcileSuccession", "ReconcileSync", "ReconcileTraining", "ScaleWorkers",
                "SweepArtifacts", "SweepDeduplication", "SweepEventLog", "SweepInboxes", "SweepJobs", "SweepOutbox", "SweepProgress",
                "WatchClock",
                "WatchDeadLetters", "WatchProgress", "WatchQueues",
            ],
            services.GetRequiredService<DaemonRegistry>().InOrder.Select(daemon => daemon.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Should_write_members_of_enums_as_they_first_were() => Assert.Equal(
        Enums,
        string.Join('\n', new[] { typeof(StoredRecord), typeof(PipelineServices) }
            .SelectMany(one => one.Assembly.GetExportedTypes())
            .Where(type => type.IsEnum && !NeverWritten.Contains(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => $"{type.Name}: {string.Join(' ', Enum.GetValues(type).Cast<object>().Select(WrittenAs))}")));

    /// <summary>These stand in columns of their own, by the names of their members.</summary>
    [Fact]
    public void Should_write_members_of_columns_as_they_first_were()
    {
        Assert.Equal(["Handler", "PoisonQueue", "EventGrid", "Audit"], Enum.GetNames<DeadLetterOrigin>());
        Assert.Equal(["Open", "Redriven", "Discarded"], Enum.GetNames<DeadLetterStatus>());
    }

    /// <summary>Names of reconcilers and marks of progress hold them, and reports do.</summary>
    [Fact]
    public void Should_name_stages_as_in_the_first_marks() => Assert.Equal(
        ["Selfplay", "Sync", "Export", "Gate", "Training", "Evaluation", "Promotion", "Distribution", "Finished"],
        Enum.GetValues<IterationStage>().Select(IterationStages.NameOf));

    [Fact]
    public void Should_write_members_of_records_as_they_first_were()
    {
        var day = JsonSerializer.SerializeToElement(new GpuDay(new DateOnly(2026, 3, 1), 1, 2), EventJson.Options);
        Assert.Equal(["day", "selfplay", "training"], day.EnumerateObject().Select(member => member.Name));
        var status = EventJson.Options.GetTypeInfo(typeof(IterationStatus)).Properties.Select(member => member.Name);
        Assert.Contains("selfplayModel", status);
    }

    private static string WrittenAs(object value) =>
        JsonSerializer.SerializeToElement(value, value.GetType(), EventJson.Options).GetString()!;

    private static ServiceProvider Services() => new ServiceCollection().AddLogging().AddInMemoryPipeline()
        .AddPipeline(new ConfigurationBuilder().Build()).BuildServiceProvider();
}
