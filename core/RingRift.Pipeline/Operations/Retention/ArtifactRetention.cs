using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Records;
using RingRift.Eventing.Transactions;

namespace RingRift.Pipeline.Operations.Retention;

/// <summary>
/// Deletes artifacts that are old and that nothing names any more: mark, then sweep. Whoever names an artifact anew has stored it anew,
/// which makes it young, or took the name from something that is alive; so nothing that comes between mark and sweep is missed (ADR 0018).
/// </summary>
public sealed partial class ArtifactRetention(
    IArtifactStore artifacts, LiveArtifacts liveArtifacts, AggregateChange change, IAggregateStore aggregates, RetentionOptions options,
    RetentionMetrics metrics, RetentionClock clock, ILogger<ArtifactRetention> logger)
{
    private const int PartsPerKind = 16;

    private static readonly ArtifactKind[] Kinds = Enum.GetValues<ArtifactKind>();

    /// <summary>A kind of artifact, in reports and metrics.</summary>
    public static string What(ArtifactKind kind) => kind switch
    {
        ArtifactKind.Games => "games",
        ArtifactKind.Manifest => "manifests",
        ArtifactKind.Samples => "samples",
        ArtifactKind.Model => "models",
        ArtifactKind.Checkpoint => "checkpoints",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such artifact kind"),
    };

    /// <summary>Artifacts of a kind that are old enough and not among the living.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="prefix">What their hash begins with.</param>
    /// <param name="live">The living (<see cref="LiveArtifacts"/>).</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async IAsyncEnumerable<StoredArtifact> FindAsync(
        ArtifactKind kind, string prefix, IReadOnlySet<(ArtifactKind Kind, string Sha256)> live,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(live);
        var before = await clock.OlderThanAsync(options.Of(kind), cancellationToken).ConfigureAwait(false);
        await foreach (var stored in artifacts.ListAsync(kind, prefix, cancellationToken).ConfigureAwait(false))
        {
            if (stored.Stored < before && !live.Contains((kind, stored.Artifact.Sha256)))
            {
                yield return stored;
            }
        }
    }

    /// <summary>
    /// Goes on with the sweep, or begins one, and keeps where it is after every part. A daemon's work, which may be stopped anywhere.
    /// </summary>
    public async Task<string> SweepAsync(CancellationToken cancellationToken)
    {
        if (!options.Enabled)
        {
            return RetentionMetrics.SwitchedOff;
        }

        var live = await liveArtifacts.ReadAsync(cancellationToken).ConfigureAwait(false);
        var first =
            (await aggregates.LoadAsync<ArtifactSweepState>(
                AggregateKey.ArtifactSweep(), cancellationToken).ConfigureAwait(false))?.State.Next
            ?? 0;
        var (count, bytes, parts) = (0, 0L, Kinds.Length * PartsPerKind);
        for (var part = first; part < parts; part++)
        {
            var (kind, digit) = (Kinds[part / PartsPerKind], (part % PartsPerKind).ToString("x", CultureInfo.InvariantCulture));
            await foreach (var stored in FindAsync(kind, digit, live, cancellationToken).ConfigureAwait(false))
            {
                if (await artifacts.DeleteAsync(stored, cancellationToken).ConfigureAwait(false))
                {
                    metrics.Deleted(What(kind), 1, stored.Artifact.Length);
                    LogDeleted(What(kind), stored.Artifact.Sha256, stored.Artifact.Length, stored.Stored);
                    (count, bytes) = (count + 1, bytes + stored.Artifact.Length);
                }
            }

            await GoOnAsync((part + 1) % parts, cancellationToken).ConfigureAwait(false);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{count} artifacts of {bytes} bytes deleted, {live.Count} are named");
    }

    private Task GoOnAsync(int next, CancellationToken cancellationToken) => change.CommitAsync<ArtifactSweepState>(
        AggregateKey.ArtifactSweep(),
        before => new Decision<ArtifactSweepState>.Accept(new ArtifactSweepState(next) { Further = before?.Further }), cancellationToken);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Kind} {Sha256} ({Bytes} bytes, stored {Stored}) is named by nothing any more and is deleted")]
    private partial void LogDeleted(string kind, string sha256, long bytes, DateTimeOffset stored);
}

/// <summary>Where the sweep over stored artifacts goes on.</summary>
/// <param name="Next">Next part: kinds in their order, each in sixteen parts by the first digit of the hash; 0 between two sweeps.</param>
public sealed record ArtifactSweepState(int Next) : StoredRecord;
