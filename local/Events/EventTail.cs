using System.Text.Json;
using Azure;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Eventing.Log;
using RingRift.Eventing.Records;
using RingRift.Local.Arguments;
using RingRift.Local.Stack;

namespace RingRift.Local.Events;

/// <summary>One call of <c>ringrift events tail</c>.</summary>
internal sealed class EventTail(TimeProvider clock, TextWriter output, TextWriter errors, bool json)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Follows the log of a running stack until told to end; of a stopped one it only shows the beginning.</summary>
    /// <exception cref="CommandException">The stack stopped.</exception>
    public async Task RunAsync(
        StackFolder folder, IReadOnlyCollection<DataEventType> types, int first, TimeSpan? limit, CancellationToken cancellationToken)
    {
        using var deadline = limit is { } span ? new CancellationTokenSource(span, clock) : new CancellationTokenSource();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var storage = await StackStorage.OpenAsync(folder, cancellationToken).ConfigureAwait(false);
        await using (storage.ConfigureAwait(false))
        {
            var follower = new EventLogFollower(storage.Get<IEventLog>(), clock, types);
            if (storage.IsOfRunningStack)
            {
                await FollowAsync(folder, follower, first, ending.Token).ConfigureAwait(false);
                return;
            }

            foreach (var entry in await follower.BeginAsync(first, cancellationToken).ConfigureAwait(false))
            {
                Write(entry);
            }

            await WriteUnreadableAsync(follower, []).ConfigureAwait(false);
            await errors.WriteLineAsync($"no stack runs in '{folder.Root}': there is nothing to follow").ConfigureAwait(false);
        }
    }

    private async Task FollowAsync(StackFolder folder, EventLogFollower follower, int first, CancellationToken ending)
    {
        var named = new HashSet<UnreadableRecord>();
        try
        {
            await foreach (var entry in follower.FollowAsync(first, Interval, ending).ConfigureAwait(false))
            {
                await WriteUnreadableAsync(follower, named).ConfigureAwait(false);
                Write(entry);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Ctrl-C and --for are how following ends.
        }
        catch (Exception lost) when (lost is RequestFailedException or AggregateException)
        {
            throw new CommandException($"--data '{folder.Root}': the storage of this stack does not answer any more: {lost.Message}", lost);
        }
    }

    private async Task WriteUnreadableAsync(EventLogFollower follower, HashSet<UnreadableRecord> named)
    {
        foreach (var record in follower.Unreadable.Where(named.Add))
        {
            await errors.WriteLineAsync($"{record}").ConfigureAwait(false);
        }
    }

    private void Write(FollowedEntry entry)
    {
        output.WriteLine(json
            ? JsonSerializer.Serialize(entry, EventJson.Options)
            : entry.Handling is null
                ? EventText.Event(entry.Published, entry.Event)
                : $"  > {EventText.Delivery(entry.Handling)}: {entry.Event.Type.CatalogueName()} {entry.Event.Subject}");
        output.Flush();
    }
}
