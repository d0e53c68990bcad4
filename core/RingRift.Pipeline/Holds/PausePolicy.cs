using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

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
        var pauses = before.Pauses.Where(other => other.Owner != pause.Owner).Append(pause).OrderBy(other => other.Owner, StringComparer.Ordinal);
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

    /// <summary>Removes pauses that are over and says so; null when there is none. The pauses themselves ended on time without this.</summary>
    public static Decision<PauseState>.Accept? Expire(PauseState? state, DateTimeOffset now) => End(state, pause => !pause.Holds(now), pause => Expired(pause, now));

    private static Decision<PauseState>.Accept? End(PauseState? state, Func<Pause, bool> ends, Func<Pause, string> reason)
    {
        if (state?.Pauses.Where(ends).ToArray() is not { Length: > 0 } over)
        {
            return null;
        }

        return new(
            state with { Pauses = [.. state.Pauses.Except(over)] },
            [.. over.Select(pause => Draft(state.Scope, new PipelineResumed { Config = state.Scope, Owner = pause.Owner, Reason = reason(pause) }))]);
    }

    private static string Expired(Pause pause, DateTimeOffset now) => pause.Until <= now
        ? $"expired at {pause.Until.UtcDateTime:u}"
        : $"asked for at {(pause.Asked ?? pause.Since).UtcDateTime:u}, by a clock that was ahead";

    private static EventDraft Draft<TPayload>(string scope, TPayload payload)
        where TPayload : class, IEventPayload => EventDraft.Of(payload, $"pauses/{scope}", $"pauses-{scope}");
}
