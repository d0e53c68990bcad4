using System.Text.Json;
using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Records;
using RingRift.Game;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Champions.Regression;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;

namespace RingRift.Pipeline.Operations.Retention;

/// <summary>
/// Reads which artifacts something may still ask for: every champion there ever was (a rollback takes any), pools, regression watches and learners with their
/// windows, the open iterations with their jobs, events that wait to be published, open dead letters, and the shards of every manifest among these.
/// </summary>
public sealed partial class LiveArtifacts(
    IAggregateStore aggregates, IArtifactStore artifacts, IChampionStore champions, IDeadLetterStore letters, OpenIterations open, JobStore jobs,
    TimeProvider time, ILogger<LiveArtifacts> logger)
{
    /// <summary>All of them, by kind and hash.</summary>
    public async Task<IReadOnlySet<(ArtifactKind Kind, string Sha256)>> ReadAsync(CancellationToken cancellationToken)
    {
        var live = new HashSet<(ArtifactKind Kind, string Sha256)>();
        foreach (var config in GameConfig.All)
        {
            await AddChampionsAsync(live, config.Name, cancellationToken).ConfigureAwait(false);
        }

        foreach (var state in await open.ReadEveryAsync(cancellationToken).ConfigureAwait(false))
        {
            live.UnionWith(ArtifactNames.Of(state));
            live.UnionWith(ArtifactNames.Of((await jobs.OfIterationAsync(state.Config, state.Iteration, unreadable: null, cancellationToken).ConfigureAwait(false)).Values));
        }

        await AddEventsAsync(live, cancellationToken).ConfigureAwait(false);
        await AddLettersAsync(live, cancellationToken).ConfigureAwait(false);
        foreach (var (kind, hash) in live.Where(name => name.Kind == ArtifactKind.Manifest).ToList())
        {
            live.UnionWith(await ShardsOfAsync(kind, hash, cancellationToken).ConfigureAwait(false));
        }

        return live;
    }

    private async Task AddChampionsAsync(HashSet<(ArtifactKind Kind, string Sha256)> live, string config, CancellationToken cancellationToken)
    {
        await foreach (var champion in champions.HistoryAsync(config, cancellationToken).ConfigureAwait(false))
        {
            live.UnionWith(ArtifactNames.Of(champion));
        }

        live.UnionWith(ArtifactNames.Of(await aggregates.LoadAsync<OpponentPoolState>(AggregateKey.Opponents(config), cancellationToken).ConfigureAwait(false)));
        live.UnionWith(ArtifactNames.Of(await aggregates.LoadAsync<LearnerState>(AggregateKey.Learner(config), cancellationToken).ConfigureAwait(false)));
        live.UnionWith(ArtifactNames.Of(await aggregates.LoadAsync<RegressionState>(AggregateKey.Regression(config), cancellationToken).ConfigureAwait(false)));
    }

    private async Task AddEventsAsync(HashSet<(ArtifactKind Kind, string Sha256)> live, CancellationToken cancellationToken)
    {
        await foreach (var row in aggregates.PendingAsync(time.GetUtcNow().AddDays(1), cancellationToken).ConfigureAwait(false))
        {
            live.UnionWith(row switch
            {
                OutboxEntry entry => ArtifactNames.In(entry.Event.Data),
                UnreadableOutboxRow unreadable => ArtifactNames.InText(unreadable.Text),
                _ => [],
            });
        }
    }

    private async Task AddLettersAsync(HashSet<(ArtifactKind Kind, string Sha256)> live, CancellationToken cancellationToken)
    {
        var open = new DeadLetterQuery { Status = DeadLetterStatus.Open };
        string? next = null;
        do
        {
            var page = await letters.ListAsync(open, DeadLetterPage.Largest, next, cancellationToken).ConfigureAwait(false);
            if (page.Unreadable is [var unreadable, ..])
            {
                // It may name what would be deleted.
                throw new UnreadableRecordException(unreadable);
            }

            live.UnionWith(page.Letters.SelectMany(stored => ArtifactNames.InText(stored.Letter.Body)));
            next = page.Continuation;
        }
        while (next is not null);
    }

    /// <summary>What a manifest names. One that is gone or damaged keeps nothing alive: nobody can read it any more.</summary>
    private async Task<IEnumerable<(ArtifactKind Kind, string Sha256)>> ShardsOfAsync(ArtifactKind kind, string hash, CancellationToken cancellationToken)
    {
        var stored = await artifacts.ListAsync(kind, hash, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (stored is null)
        {
            return [];
        }

        try
        {
            var content = await artifacts.OpenAsync(stored.Artifact, cancellationToken).ConfigureAwait(false);
            await using (content.ConfigureAwait(false))
            {
                using var document = await JsonDocument.ParseAsync(content, cancellationToken: cancellationToken).ConfigureAwait(false);
                return [.. ArtifactNames.In(document.RootElement)];
            }
        }
        catch (Exception fault) when (fault is ArtifactMissingException or ArtifactCorruptException or JsonException)
        {
            LogUnreadable(fault, hash);
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "manifest {Sha256} cannot be read; the shards it names are not kept for it")]
    private partial void LogUnreadable(Exception fault, string sha256);
}

/// <summary>The open iterations, which everything that runs depends on.</summary>
/// <param name="states">Their states.</param>
public sealed class LiveIterations(IReadOnlyList<IterationState> states)
{
    private readonly HashSet<string> _iterations = states.Select(state => state.Key().Value).ToHashSet(StringComparer.Ordinal);
    private readonly string[] _jobs = [.. states.Select(state => AggregateKey.Job(JobIds.Of(state.Config, state.Iteration)).Value)];

    /// <summary>Their states.</summary>
    public IReadOnlyList<IterationState> States { get; } = states;

    /// <summary>Whether an aggregate is one of these iterations or a job of one.</summary>
    public bool Holds(AggregateKey key) =>
        _iterations.Contains(key.Value) || _jobs.Any(job => key.Value.StartsWith(job, StringComparison.Ordinal));
}
