using RingRift.Eventing.Clocks;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Records;
using RingRift.Game;

namespace RingRift.Pipeline.Holds;

/// <summary>What asking, lifting and time do to the pauses of a scope.</summary>
public static class PausePolicy
{
    /// <summary>Adds or prolongs the owner's pause.</summary>
    public static Decision<PauseState>.Accept Begin(string scope, PauseState? state, PauseRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        var before = state ?? new PauseState(scope, []);
        var held = before.At(now).FirstOrDefault(pause => pause.Owner == request.Owner);
        var pause = new Pause(request.Owner, request.Reason, held?.Since ?? now, now + request.Duration, now) { Further = held?.Further };
        var pauses = before.Pauses.Where(other => other.Owner != pause.Owner).Append(pause).OrderBy(
            other => other.Owner, StringComparer.Ordinal);
        return new(before with { Pauses = [.. pauses] }, Draft(scope, new PipelinePaused
        {
            Config = scope,
            Owner = pause.Owner,
            Reason = pause.Reason,
            Until = pause.Until,
        }));
    }

    /// <summary>Takes back the pauses of one owner, or of all (null); null when there is none.</summary>
    public static Decision<PauseState>.Accept? Lift(PauseState? state, string? owner, DateTimeOffset now) =>
        End(state, pause => owner is null || pause.Owner == owner, pause => pause.Holds(now) ? "lifted" : Expired(pause, now));

    /// <summary>
    /// Removes pauses that are over and says so; null when there is none. The pauses themselves ended on time without this.
    /// </summary>
    public static Decision<PauseState>.Accept? Expire(PauseState? state, DateTimeOffset now) =>
        End(state, pause => !pause.Holds(now), pause => Expired(pause, now));

    private static Decision<PauseState>.Accept? End(PauseState? state, Func<Pause, bool> ends, Func<Pause, string> reason)
    {
        if (state?.Pauses.Where(ends).ToArray() is not { Length: > 0 } over)
        {
            return null;
        }

        return new(
            state with { Pauses = [.. state.Pauses.Except(over)] },
            [.. over.Select(
                pause => Draft(state.Scope, new PipelineResumed { Config = state.Scope, Owner = pause.Owner, Reason = reason(pause) }))]);
    }

    private static string Expired(Pause pause, DateTimeOffset now) => pause.Until <= now
        ? $"expired at {pause.Until.UtcDateTime:u}"
        : $"asked for at {(pause.Asked ?? pause.Since).UtcDateTime:u}, by a clock that was ahead";

    private static EventDraft Draft<TPayload>(string scope, TPayload payload)
        where TPayload : class, IEventPayload => EventDraft.Of(payload, $"pauses/{scope}", $"pauses-{scope}");
}

/// <summary>A pause as a lease (K13): it ends by itself, whether or not anybody lifts it.</summary>
/// <param name="Owner">Who asked for it; an owner has one pause of a scope.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">When it was first asked for (UTC).</param>
/// <param name="Until">When it ends by itself (UTC).</param>
/// <param name="Asked">When it was last asked for (UTC); null for one that is older than this member.</param>
public sealed record Pause(string Owner, string Reason, DateTimeOffset Since, DateTimeOffset Until, DateTimeOffset? Asked = null)
    : StoredRecord
{
    /// <summary>Whether it holds at a time. One that was asked for in the future does not, for nobody knows when it should end.</summary>
    public bool Holds(DateTimeOffset now) => Until > now && !(Asked ?? Since).IsAhead(now);
}

/// <summary>The pauses of one scope.</summary>
/// <param name="Scope">A config name, or <see cref="PauseScope.All"/>.</param>
/// <param name="Pauses">One for each owner, by owner; some may be over.</param>
public sealed record PauseState(string Scope, IReadOnlyList<Pause> Pauses) : StoredRecord
{
    /// <summary>The pauses that hold at a time.</summary>
    public IEnumerable<Pause> At(DateTimeOffset now) => Pauses.Where(pause => pause.Holds(now));
}

/// <summary>What a pause holds.</summary>
public static class PauseScope
{
    /// <summary>Every config.</summary>
    public const string All = "all";

    /// <summary>The scopes that hold a config.</summary>
    public static IReadOnlyList<string> Of(string config) => [config, All];

    /// <summary>Every scope there is.</summary>
    public static IEnumerable<string> Every => GameConfig.All.Select(config => config.Name).Append(All);

    /// <summary>Checks a scope from outside.</summary>
    /// <exception cref="ArgumentException">It is neither a config nor <see cref="All"/>; the message names both.</exception>
    public static string Require(string scope) => Every.Contains(scope, StringComparer.Ordinal)
        ? scope
        : throw new ArgumentException(
            $"'{scope}' cannot be paused; it is '{All}' or one of {string.Join(", ", GameConfig.All.Select(config => config.Name))}");
}
