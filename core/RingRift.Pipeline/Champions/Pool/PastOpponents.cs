using Microsoft.Extensions.Logging;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Champions.Pool;

/// <summary>Chooses the past champion a candidate meets: seeded by the iteration, and never one whose network cannot be read.</summary>
public sealed partial class PastOpponents(
    OpponentPoolStore pools, OpponentRating rating, OpponentSelector selector, IArtifactStore artifacts, ILogger<PastOpponents> logger)
{
    /// <summary>The opponent of an iteration; null when nobody but the champion ever was champion.</summary>
    /// <param name="state">The iteration.</param>
    /// <param name="candidate">Its candidate, which does not meet itself.</param>
    /// <param name="champion">The champion, whom it meets anyway.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<PastOpponent?> SelectAsync(
        IterationState state, ArtifactRef candidate, ArtifactRef? champion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var pool = await pools.ReadAsync(state.Config, state.Iteration - 1, cancellationToken);
        var opponents = rating.Rate(pool, state.Iteration).Where(
            one => one.Member.Model != candidate && one.Member.Model != champion).ToList();
        while (selector.Select(opponents, Seeds.OfOpponent(state.Plan.Seed)) is { } chosen)
        {
            var model = chosen.Member.Model;
            if (await artifacts.FindFaultAsync(model, cancellationToken) is not { } fault)
            {
                return new PastOpponent(new Opponent(Opponents.PastOf(model), model), chosen);
            }

            LogUnreadable(state.Config, model.ShortId, fault);
            opponents.Remove(chosen);
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Config}: past champion {Model} is no opponent: {Fault}")]
    private partial void LogUnreadable(string config, string model, string fault);
}

/// <summary>A past champion that a candidate meets besides the opponents it is judged by.</summary>
/// <param name="Opponent">Its name and network.</param>
/// <param name="Rated">What it was chosen by.</param>
public sealed record PastOpponent(Opponent Opponent, RatedOpponent Rated);
