using RingRift.Eventing.Records;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Runs;

/// <summary>Reads the lineage of a config: every iteration of it, so it is for people who ask now and then.</summary>
public sealed class LineageReader(IterationStore iterations, IChampionStore champions)
{
    /// <summary>The lineage; null when the config was never started.</summary>
    /// <param name="config">Config name.</param>
    /// <param name="unreadable">Takes the records that this version cannot read; the lineage is without them.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    /// <exception cref="UnknownConfigException">The name is none of the twelve configs.</exception>
    public async Task<Lineage?> ReadAsync(string config, ICollection<UnreadableRecord> unreadable, CancellationToken cancellationToken)
    {
        var known = UnknownConfigException.Require(config);
        var states = await iterations.ListAsync(known.Name, unreadable, cancellationToken).ConfigureAwait(false);
        var history = new List<Champion>();
        await foreach (var champion in champions.HistoryAsync(known.Name, unreadable, cancellationToken).ConfigureAwait(false))
        {
            history.Add(champion);
        }

        return states.Count == 0 ? null : new Lineage(states, history);
    }
}
