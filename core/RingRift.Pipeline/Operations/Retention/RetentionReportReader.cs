using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Retention;

/// <summary>Says what retention would delete, by the very searches that it deletes by. Deletes nothing.</summary>
public sealed class RetentionReportReader(
    InboxRetention inboxes, JobRetention jobs, ProgressRetention progress, ArtifactRetention artifacts, LiveArtifacts liveArtifacts,
    RetentionOptions options,
    RetentionClock clock, TimeProvider time)
{
    /// <summary>Most names of each kind.</summary>
    public const int MostNames = 100;

    /// <summary>The report.</summary>
    public async Task<RetentionReport> ReadAsync(CancellationToken cancellationToken)
    {
        var now = await clock.OlderThanAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        var live = await liveArtifacts.ReadAsync(cancellationToken).ConfigureAwait(false);
        var unreadable = new List<UnreadableRecord>();
        List<RetentionItem> items =
        [
            await CountAsync(
                InboxRetention.What, now - options.Inbox, inboxes.FindAsync(cancellationToken).Select(row => ($"{row.Key}", 0L)),
                cancellationToken).ConfigureAwait(false),
            await CountAsync(
                JobRetention.What, now - options.Jobs, jobs.FindAsync(unreadable, cancellationToken).Select(job => (job.State.JobId, 0L)),
                cancellationToken).ConfigureAwait(false),
            await CountAsync(
                ProgressRetention.What, now - options.Progress, progress.FindAsync(cancellationToken).Select(job => (job.JobId, 0L)),
                cancellationToken).ConfigureAwait(false),
        ];
        foreach (var kind in Enum.GetValues<ArtifactKind>())
        {
            var found = artifacts.FindAsync(kind, string.Empty, live, cancellationToken).Select(
                stored => (stored.Artifact.Sha256, stored.Artifact.Length));
            items.Add(
                await CountAsync(ArtifactRetention.What(kind), now - options.Of(kind), found, cancellationToken).ConfigureAwait(false));
        }

        return new RetentionReport(time.GetUtcNow(), options.Enabled, live.Count, items) { Unreadable = unreadable.OrNull() };
    }

    private static async Task<RetentionItem> CountAsync(
        string kind, DateTimeOffset before, IAsyncEnumerable<(string Name, long Bytes)> found, CancellationToken cancellationToken)
    {
        var (count, bytes, names) = (0, 0L, new List<string>());
        await foreach (var one in found.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            (count, bytes) = (count + 1, bytes + one.Bytes);
            if (names.Count < MostNames && (names.Count == 0 || names[^1] != one.Name))
            {
                names.Add(one.Name);
            }
        }

        return new RetentionItem(kind, before, count, bytes, names);
    }
}

/// <summary>What retention would delete now; also the HTTP answer, as JSON.</summary>
/// <param name="Time">When this was read (UTC).</param>
/// <param name="Enabled">Whether the daemons delete it.</param>
/// <param name="Named">Artifacts that something names, and that stay however old they are.</param>
/// <param name="Items">What would be deleted, by kind.</param>
public sealed record RetentionReport(DateTimeOffset Time, bool Enabled, int Named, IReadOnlyList<RetentionItem> Items)
{
    /// <summary>Records that this version cannot read; they stay. Null when there are none.</summary>
    public IReadOnlyList<UnreadableRecord>? Unreadable { get; init; }
}

/// <summary>What retention would delete of one kind.</summary>
/// <param name="Kind"><c>inbox</c>, <c>jobs</c>, <c>progress</c>, or a kind of artifact.</param>
/// <param name="Before">Only what is older than this (UTC).</param>
/// <param name="Count">Rows, jobs or files.</param>
/// <param name="Bytes">Bytes of the files; 0 for rows and jobs.</param>
/// <param name="Names">The first of them by name: aggregates, jobs, hashes.</param>
public sealed record RetentionItem(string Kind, DateTimeOffset Before, int Count, long Bytes, IReadOnlyList<string> Names);
