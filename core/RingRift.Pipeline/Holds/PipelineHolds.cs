using RingRift.Eventing.Aggregates;

namespace RingRift.Pipeline.Holds;

/// <summary>
/// What keeps work from beginning: pauses and back-pressure, both leases that end by the clock (K13). Nothing is lost while they hold:
/// whatever is put off here is found by its stage's reconciler, which sends the event again once they are over (K12).
/// </summary>
public sealed class PipelineHolds(PipelinePauses pauses, IAggregateStore aggregates, TimeProvider time)
{
    /// <summary>Why no job of a config may be asked for now; null when it may.</summary>
    public async Task<string?> WhyNoJobsAsync(string config, CancellationToken cancellationToken)
    {
        foreach (var scope in PauseScope.Of(config))
        {
            if ((await pauses.FindAsync(scope, cancellationToken).ConfigureAwait(false)).Pauses.MaxBy(pause => pause.Until) is { } pause)
            {
                return $"paused until {pause.Until.UtcDateTime:u} by {pause.Owner}: {pause.Reason}";
            }
        }

        return null;
    }

    /// <summary>Why no iteration of a config may begin now; null when one may.</summary>
    public async Task<string?> WhyNoIterationAsync(string config, CancellationToken cancellationToken)
    {
        if (await WhyNoJobsAsync(config, cancellationToken).ConfigureAwait(false) is { } paused)
        {
            return paused;
        }

        var stored = await aggregates.LoadAsync<BackPressureState>(AggregateKey.BackPressure(), cancellationToken).ConfigureAwait(false);
        return stored?.State.Pressed(time.GetUtcNow()) is { } pressed
            ? $"back-pressure: {pressed.Depth} messages wait in {pressed.Queue}"
            : null;
    }
}
