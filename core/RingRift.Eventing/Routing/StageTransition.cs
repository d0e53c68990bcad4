using System.Globalization;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Events;

namespace RingRift.Eventing.Routing;

/// <summary>
/// An iteration went from one stage to another: the committed fact, not what an event lets one expect. Stages belong to a config and
/// iteration, never to the process (K32).
/// </summary>
public sealed record StageTransition
{
    /// <summary>Config name.</summary>
    public required string Config { get; init; }

    /// <summary>Iteration, from 1.</summary>
    public required int Iteration { get; init; }

    /// <summary>Stage it left; null when it began.</summary>
    public required IterationStage? From { get; init; }

    /// <summary>Stage it is at now.</summary>
    public required IterationStage To { get; init; }

    /// <summary>Version of the iteration's aggregate that made it: with config and iteration its identity.</summary>
    public required long Version { get; init; }

    /// <summary>When it was committed (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Id of the event that led to it; null when none did.</summary>
    public string? CausationId { get; init; }

    /// <summary>
    /// The transition that a commit makes; null when it leaves the stage as it is, or when it is no commit of an iteration.
    /// </summary>
    /// <param name="before">State before; null when it did not exist.</param>
    /// <param name="after">State after.</param>
    /// <param name="version">Version the commit makes.</param>
    /// <param name="time">When (UTC).</param>
    /// <param name="causationId">Event that led to it.</param>
    public static StageTransition? Between(object? before, object after, long version, DateTimeOffset time, string? causationId)
    {
        var from = (before as IStaged)?.Stage;
        return after is not IStaged state || state.Stage == from
            ? null
            : new StageTransition
            {
                Config = state.Config,
                Iteration = state.Iteration,
                From = from,
                To = state.Stage,
                Version = version,
                Time = time,
                CausationId = causationId,
            };
    }

    /// <summary>Its identity.</summary>
    public ContentKey Key() => ContentKey.Of(string.Create(CultureInfo.InvariantCulture, $"stage\n{Config}\n{Iteration}\n{Version}"));

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Config}/{Iteration:D4} {From?.ToString() ?? "none"} → {To}");
}
