using RingRift.Chaos.Model;
using RingRift.Chaos.Running;

namespace RingRift.Chaos.Checking;

/// <summary>What a run did and found.</summary>
internal sealed record ChaosReport
{
    /// <summary>Nothing lost, nothing doubled, nothing left over, and in time.</summary>
    public bool Passed => IsOver && Lost.Count + Doubled.Count + Unexpected.Count == 0;

    public required int Seed { get; init; }

    /// <summary>Distinct events.</summary>
    public required int Events { get; init; }

    public required int Iterations { get; init; }

    /// <summary>Deliveries that were answered, the second ones included.</summary>
    public required long Deliveries { get; init; }

    /// <summary>Deliveries made a second time on purpose.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Deliveries that failed, by a fault or because nobody was there, and were made again.</summary>
    public required long FailedDeliveries { get; init; }

    /// <summary>Faults by place.</summary>
    public required IReadOnlyDictionary<string, int> Faults { get; init; }

    public required int HostKills { get; init; }

    public required int WorkerKills { get; init; }

    /// <summary>Effects found: one for each event and aggregate.</summary>
    public required int Effects { get; init; }

    public required IReadOnlyList<string> Lost { get; init; }

    public required IReadOnlyList<string> Doubled { get; init; }

    public required IReadOnlyList<string> Unexpected { get; init; }

    /// <summary>Whether everything came to an end within the limit.</summary>
    public required bool IsOver { get; init; }

    /// <summary>From the first event until nothing was under way.</summary>
    public required TimeSpan Took { get; init; }

    public static ChaosReport Of(
        ChaosOptions options, ChaosModel model, ChaosStack stack, ProcessKiller killer, ChaosFindings findings, TimeSpan took, bool isOver)
    {
        var subscriptions = stack.EventGrid.Status.Subscriptions;
        return new ChaosReport
        {
            Seed = options.Seed,
            Events = model.Events,
            Iterations = model.Iterations.Count,
            Deliveries = subscriptions.Sum(subscription => subscription.Delivered),
            Duplicates = subscriptions.Sum(subscription => subscription.Duplicated),
            FailedDeliveries = subscriptions.Sum(subscription => subscription.Failed),
            Faults = FaultCount.Of(options.Folder),
            HostKills = killer.HostKills,
            WorkerKills = killer.WorkerKills,
            Effects = findings.Effects,
            Lost = [.. findings.Lost.Order(StringComparer.Ordinal)],
            Doubled = [.. findings.Doubled.Order(StringComparer.Ordinal)],
            Unexpected = [.. findings.Unexpected.Order(StringComparer.Ordinal)],
            IsOver = isOver,
            Took = took,
        };
    }
}
