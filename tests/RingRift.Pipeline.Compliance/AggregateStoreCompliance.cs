using System.Text.Json;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Json;

namespace RingRift.Pipeline.Compliance;

/// <summary>What every <see cref="IAggregateStore"/> has to do.</summary>
public abstract partial class AggregateStoreCompliance
{
    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract IAggregateStore Store { get; }

    /// <summary>Later than any commit of the test.</summary>
    protected abstract DateTimeOffset Later { get; }

    /// <summary>Damages a waiting row behind the store's back.</summary>
    protected abstract Task CorruptAsync(OutboxRow row, string text);

    [Fact]
    public async Task When_nothing_was_committed_should_load_nothing()
    {
        Assert.Null(await Store.LoadAsync<CountedState>(Sample.Key(), None));
        Assert.False(await Store.IsHandledAsync(Sample.Key(), "event", None));
    }

    [Fact]
    public async Task When_committed_should_load_the_state_with_version_and_token()
    {
        var key = Sample.Key();
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(key, 1, null, "e1"));
        var loaded = await Store.LoadAsync<CountedState>(key, None);
        Assert.Equal((key, 1L, 1, "entry 1"), (loaded!.Key, loaded.Version, loaded.State.Count, loaded.State.Entries[0]));
        Assert.NotEmpty(loaded.Token);
    }

    [Fact]
    public async Task When_committed_under_the_loaded_token_should_replace_the_state()
    {
        var key = Sample.Key();
        await CommitAsync(key, 1, null, "e1");
        var token = (await Store.LoadAsync<CountedState>(key, None))!.Token;
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(key, 2, token, "e2"));
        var loaded = await Store.LoadAsync<CountedState>(key, None);
        Assert.Equal((2L, 2), (loaded!.Version, loaded.State.Count));
        Assert.NotEqual(token, loaded.Token);
    }

    [Fact]
    public async Task When_the_token_is_old_should_answer_conflict_and_write_nothing()
    {
        var key = Sample.Key();
        await CommitAsync(key, 1, null, "e1");
        var token = (await Store.LoadAsync<CountedState>(key, None))!.Token;
        await CommitAsync(key, 2, token, "e2");
        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(key, 2, token, "e3", Sample.Event(key, 2, 7)));
        Assert.False(await Store.IsHandledAsync(key, "e3", None));
        Assert.Empty(await PendingAsync(key));
    }

    [Fact]
    public async Task When_two_create_the_same_aggregate_should_let_one_win()
    {
        var key = Sample.Key();
        var outcomes = await Task.WhenAll(CommitAsync(key, 1, null, "e1"), CommitAsync(key, 1, null, "e2"));
        Assert.Equal([CommitOutcome.Committed, CommitOutcome.Conflict], outcomes.Order());
    }

    [Fact]
    public async Task When_many_race_for_one_version_should_let_one_win()
    {
        var key = Sample.Key();
        await CommitAsync(key, 1, null, "e1");
        var token = (await Store.LoadAsync<CountedState>(key, None))!.Token;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => CommitAsync(key, 2, token, $"race-{i}")));
        Assert.Single(outcomes, CommitOutcome.Committed);
        Assert.Equal(7, outcomes.Count(outcome => outcome == CommitOutcome.Conflict));
    }

    [Fact]
    public async Task When_the_inbox_holds_the_event_should_say_so_and_write_nothing()
    {
        var key = Sample.Key();
        await CommitAsync(key, 1, null, "e1");
        var token = (await Store.LoadAsync<CountedState>(key, None))!.Token;
        Assert.True(await Store.IsHandledAsync(key, "e1", None));
        Assert.Equal(CommitOutcome.AlreadyHandled, await CommitAsync(key, 2, token, "e1"));
        Assert.Equal(1, (await Store.LoadAsync<CountedState>(key, None))!.Version);
    }

    [Fact]
    public async Task When_an_event_was_handled_under_another_token_should_still_say_already_handled()
    {
        var key = Sample.Key();
        await CommitAsync(key, 1, null, "e1");
        Assert.Equal(CommitOutcome.AlreadyHandled, await CommitAsync(key, 1, null, "e1"));
    }

    [Fact]
    public async Task When_no_event_caused_the_commits_should_write_each()
    {
        var key = Sample.Key();
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(key, 1, null, null));
        var token = (await Store.LoadAsync<CountedState>(key, None))!.Token;
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(key, 2, token, null));
    }

    [Fact]
    public async Task When_events_are_committed_should_keep_them_in_order_until_removed()
    {
        var key = Sample.Key();
        EventEnvelope[] events = [.. Enumerable.Range(0, 12).Select(i => Sample.Event(key, 1, i))];
        await CommitAsync(key, 1, null, "e1", events);
        var pending = await PendingAsync(key);
        Assert.Equal(events.Select(Json), pending.Select(entry => Json(entry.Event)));
        Assert.All(pending, entry => Assert.Equal(key, entry.Key));

        await Store.RemoveAsync(pending[0], None);
        await Store.RemoveAsync(pending[0], None);
        Assert.Equal(pending.Skip(1).Select(entry => entry.RowId), (await PendingAsync(key)).Select(entry => entry.RowId));
    }

    [Fact]
    public async Task When_a_commit_stands_should_know_its_outbox_without_asking()
    {
        var key = Sample.Key();
        EventEnvelope[] events = [.. Enumerable.Range(0, 12).Select(i => Sample.Event(key, 1, i))];
        var commit = CommitOf(key, 1, null, "e1", events);
        await Store.CommitAsync(commit, None);
        var known = Store.OutboxOf(commit);
        Assert.Equal(
            (await PendingAsync(key)).Select(entry => (entry.Key, entry.RowId, Json(entry.Event))),
            known.Select(entry => (entry.Key, entry.RowId, Json(entry.Event))));
        foreach (var entry in known)
        {
            await Store.RemoveAsync(entry, None);
        }

        Assert.Empty(await PendingAsync(key));
    }

    [Fact]
    public async Task When_events_of_two_versions_wait_should_list_the_older_first()
    {
        var key = Sample.Key();
        await CommitAsync(key, 1, null, "e1", Sample.Event(key, 1, 0), Sample.Event(key, 1, 1));
        var token = (await Store.LoadAsync<CountedState>(key, None))!.Token;
        await CommitAsync(key, 2, token, "e2", Sample.Event(key, 2, 0));
        Assert.Equal(
            new[] { Sample.Event(key, 1, 0).Id, Sample.Event(key, 1, 1).Id, Sample.Event(key, 2, 0).Id },
            (await PendingAsync(key)).Select(entry => entry.Event.Id));
    }

    [Fact]
    public async Task When_a_commit_holds_ninety_events_should_take_them_all()
    {
        var key = Sample.Key();
        Assert.Equal(
            CommitOutcome.Committed,
            await CommitAsync(key, 1, null, "e1", [.. Enumerable.Range(0, 90).Select(i => Sample.Event(key, 1, i))]));
        Assert.Equal(90, (await PendingAsync(key)).Count);
    }

    [Fact]
    public async Task When_a_commit_holds_more_events_should_refuse_it_and_write_nothing()
    {
        var key = Sample.Key();
        var e = await Assert.ThrowsAsync<ArgumentException>(
            () => CommitAsync(key, 1, null, "e1", [.. Enumerable.Range(0, 91).Select(i => Sample.Event(key, 1, i))]));
        Assert.Contains($"{key} holds 91 events; one commit holds at most 90", e.Message, StringComparison.Ordinal);
        Assert.Null(await Store.LoadAsync<CountedState>(key, None));
    }

    [Theory]
    [InlineData("{\"id\":\"e1\"}")]
    [InlineData("no json")]
    [InlineData("null")]
    public async Task When_an_outbox_row_is_damaged_should_leave_it_to_the_sweep_and_hide_no_other(string text)
    {
        var key = Sample.Key();
        await CommitAsync(key, 1, null, "e1", Sample.Event(key, 1, 0), Sample.Event(key, 1, 1), Sample.Event(key, 1, 2));
        var pending = await PendingAsync(key);
        await CorruptAsync(pending[1], text);

        Assert.Equal([pending[0].RowId, pending[2].RowId], (await PendingAsync(key)).Select(entry => entry.RowId));
        var rows = (await PendingAsync(Later)).Where(row => row.Key == key).ToList();
        Assert.Equal(pending.Select(entry => entry.RowId), rows.Select(row => row.RowId));
        var damaged = Assert.Single(rows.OfType<UnreadableOutboxRow>());
        Assert.Equal((pending[1].RowId, text), (damaged.RowId, damaged.Text));
        Assert.NotEmpty(damaged.Reason);

        await Store.RemoveAsync(damaged, None);
        Assert.Equal(2, (await PendingAsync(Later)).Count(row => row.Key == key));
    }

    [Fact]
    public async Task When_a_state_is_large_should_load_it_whole()
    {
        var key = Sample.Key();
        string[] entries = [.. Enumerable.Range(0, 2000).Select(i => $"entry {i:D6} {new string('ä', 60)}")];
        var state = new CountedState("large", entries.Length, entries);
        var commit = new Commit<CountedState> { Key = key, State = state, Token = null, Version = 1, InboxId = "e1", Outbox = [] };
        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(commit, None));
        var small = (await Store.LoadAsync<CountedState>(key, None))!;
        Assert.Equal(entries, small.State.Entries);

        // A state that shrinks leaves nothing of the larger one behind.
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(key, 2, small.Token, "e2"));
        Assert.Equal("entry 2", Assert.Single((await Store.LoadAsync<CountedState>(key, None))!.State.Entries));
    }

    [Fact]
    public async Task When_sweeping_should_find_what_was_committed_before_the_given_time()
    {
        var key = Sample.Key();
        await CommitAsync(key, 1, null, "e1", Sample.Event(key));
        Assert.Contains(await PendingAsync(Later), entry => entry.Key == key);
        Assert.DoesNotContain(await PendingAsync(Later - TimeSpan.FromDays(365)), entry => entry.Key == key);
        await Store.RemoveAsync(Assert.Single(await PendingAsync(key)), None);
        Assert.DoesNotContain(await PendingAsync(Later), entry => entry.Key == key);
    }

    [Fact]
    public async Task When_listing_should_give_the_aggregates_of_the_prefix_in_key_order()
    {
        var prefix = Sample.Unique("list") + ".";
        foreach (var number in new[] { "000010", "000002", "000001" })
        {
            await CommitAsync(new AggregateKey(prefix + number), 1, null, "e1", Sample.Event(new AggregateKey(prefix + number)));
        }

        await CommitAsync(new AggregateKey(prefix[..^1] + "x"), 1, null, "e1");
        var keys = new List<string>();
        await foreach (var aggregate in Store.ListAsync<CountedState>(prefix, unreadable: null, None))
        {
            keys.Add(aggregate.Key.Value);
        }

        Assert.Equal([prefix + "000001", prefix + "000002", prefix + "000010"], keys);
    }

    private static string Json(EventEnvelope envelope) => JsonSerializer.Serialize(envelope, EventJson.Options);

    protected Task<CommitOutcome> CommitAsync(
        AggregateKey key, int version, string? token, string? inboxId, params EventEnvelope[] outbox) =>
        Store.CommitAsync(CommitOf(key, version, token, inboxId, outbox), None);

    private static Commit<CountedState> CommitOf(
        AggregateKey key, int version, string? token, string? inboxId, params EventEnvelope[] outbox) =>
        new()
        {
            Key = key,
            State = new CountedState("counter", version, [$"entry {version}"]),
            Token = token,
            Version = version,
            InboxId = inboxId,
            Outbox = outbox,
        };

    private async Task<List<OutboxEntry>> PendingAsync(AggregateKey key) => await Store.PendingAsync(key, None).ToListAsync(None);

    private async Task<List<OutboxRow>> PendingAsync(DateTimeOffset before) => await Store.PendingAsync(before, None).ToListAsync(None);
}
