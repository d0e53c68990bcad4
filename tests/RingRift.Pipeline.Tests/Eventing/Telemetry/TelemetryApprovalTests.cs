using System.Diagnostics;
using System.Text;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.Eventing.Telemetry;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Eventing.Telemetry;

/// <summary>
/// Freezes what telemetry is called: instruments with units and tags, spans with kinds and tags. Dashboards and alerts hang on it, so a change has to
/// be meant: then Telemetry.received.txt in the output becomes Telemetry.approved.txt.
/// </summary>
public sealed class TelemetryApprovalTests
{
    [Fact]
    public async Task Should_have_the_approved_names_units_and_tags()
    {
        using var spans = new Spans();
        using var harness = new PipelineHarness();
        using var measured = new Measurements(harness.Get<MessagingMetrics>());
        using var outer = new Activity("outer").SetIdFormat(ActivityIdFormat.W3C).Start();
        await ExerciseAsync(harness);
        var text = new StringBuilder();
        foreach (var instrument in measured.Instruments.OrderBy(instrument => instrument.Name, StringComparer.Ordinal))
        {
            text.Append($"{instrument.GetType().Name.Split('`')[0]} {instrument.Name} [{instrument.Unit}]\n");
            text.Append(Tags(measured.Of(instrument.Name).SelectMany(one => one.Tags.Keys)));
        }

        var kinds = spans.OfTrace(outer.TraceId).GroupBy(span => (span.Source.Name, span.DisplayName, span.Kind));
        foreach (var kind in kinds.OrderBy(kind => kind.Key.DisplayName, StringComparer.Ordinal))
        {
            text.Append($"Span {kind.Key.Name} {kind.Key.DisplayName} ({kind.Key.Kind})\n");
            text.Append(Tags(kind.SelectMany(span => span.TagObjects.Select(tag => tag.Key))));
            text.Append(Tags(kind.SelectMany(span => span.Events.Select(one => $"event {one.Name}"))));
        }

        // Left beside the approved one, to be taken over when the change is meant.
        await File.WriteAllTextAsync(Path.Combine(Folder, "Telemetry.received.txt"), text.ToString());
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Folder, "Telemetry.approved.txt")), text.ToString());
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Eventing", "Telemetry");

    private static string Tags(IEnumerable<string> tags) => string.Concat(tags.Distinct().Order(StringComparer.Ordinal).Select(tag => $"  {tag}\n"));

    /// <summary>Every way a publish and a delivery can end.</summary>
    private static async Task ExerciseAsync(PipelineHarness harness)
    {
        var envelope = Sample.Event(Sample.Key()) with { ReplayId = "replay" };
        var publisher = harness.Get<IEventPublisher>();
        await publisher.PublishAsync([envelope], default);
        await publisher.PublishAsync([envelope, envelope with { Id = "2" }], default);
        harness.Faults.Fails = (_, _) => true;
        await Assert.ThrowsAnyAsync<Exception>(() => publisher.PublishAsync([envelope], default));
        var observer = harness.Get<DeliveryObserver>();
        foreach (var outcome in Enum.GetValues<HandlingOutcome>())
        {
            await observer.ObserveAsync("Consumer", envelope, () => Task.FromResult(0), _ => new DeliveryEnd(outcome, "reason"));
        }

        await Assert.ThrowsAsync<TimeoutException>(() => observer.ObserveAsync<int>(
            "Consumer", envelope, () => throw new TimeoutException(), _ => new DeliveryEnd(HandlingOutcome.Done)));
        harness.Faults.Fails = (_, _) => false;
        await observer.ObserveAsync("Consumer", envelope, () => CommitAsync(harness, envelope), DeliveryEnd.Of);
        var writer = harness.Get<DeliveryLogWriter>();
        await writer.StopAsync(new CancellationToken(canceled: true));
    }

    private static Task<HandlerResult> CommitAsync(PipelineHarness harness, EventEnvelope cause) => harness.Get<AggregateTransaction>().ExecuteAsync<CountedState>(
        Sample.Key(), cause, _ => new Decision<CountedState>.Accept(new CountedState("counter", 1, [])), default);
}
