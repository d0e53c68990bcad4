using RingRift.Eventing.Aggregates;

namespace RingRift.Pipeline.Compliance;

public abstract partial class AggregateStoreCompliance
{
    [Fact]
    public async Task When_handled_events_are_old_should_find_them_and_forget_those_that_are_named()
    {
        var key = Sample.Key();
        await CommitAsync(key, 1, null, "e1");
        await CommitAsync(key, 2, (await LoadAsync(key)).Token, "e2");
        Assert.DoesNotContain(await HandledAsync(Later - TimeSpan.FromDays(365)), row => row.Key == key);
        var rows = (await HandledAsync(Later)).Where(row => row.Key == key).ToList();
        Assert.Equal(2, rows.Count);

        await Store.ForgetAsync([rows[0]], None);
        await Store.ForgetAsync([rows[0]], None);

        bool[] known = [await Store.IsHandledAsync(key, "e1", None), await Store.IsHandledAsync(key, "e2", None)];
        Assert.Single(known, isKnown => isKnown);
        Assert.Equal([rows[1]], (await HandledAsync(Later)).Where(row => row.Key == key));
        Assert.Equal(2, (await LoadAsync(key)).State.Count);
    }

    [Fact]
    public async Task When_an_aggregate_is_deleted_should_be_gone_with_its_inbox_however_large()
    {
        const int Events = 120;
        var key = Sample.Key();
        await CommitAsync(key, 1, null, "e1");
        for (var version = 2; version <= Events; version++)
        {
            await CommitAsync(key, version, (await LoadAsync(key)).Token, $"e{version}");
        }

        Assert.True(await Store.DeleteAsync(await LoadAsync(key), None));
        Assert.Null(await Store.LoadAsync<CountedState>(key, None));
        Assert.DoesNotContain(await HandledAsync(Later), row => row.Key == key);
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(key, 1, null, "e1"));
    }

    [Fact]
    public async Task When_an_aggregate_changed_is_gone_or_has_events_to_publish_should_not_delete_it()
    {
        var key = Sample.Key();
        await CommitAsync(key, 1, null, "e1");
        var old = await LoadAsync(key);
        await CommitAsync(key, 2, old.Token, "e2", Sample.Event(key));
        Assert.False(await Store.DeleteAsync(old, None));
        Assert.False(await Store.DeleteAsync(await LoadAsync(key), None));
        Assert.Equal((2, true), ((await LoadAsync(key)).State.Count, await Store.IsHandledAsync(key, "e1", None)));

        await Store.RemoveAsync(Assert.Single(await PendingAsync(key)), None);
        var loaded = await LoadAsync(key);
        Assert.True(await Store.DeleteAsync(loaded, None));
        Assert.False(await Store.DeleteAsync(loaded, None));
    }

    private async Task<Aggregate<CountedState>> LoadAsync(AggregateKey key) => (await Store.LoadAsync<CountedState>(key, None))!;

    private async Task<List<InboxRow>> HandledAsync(DateTimeOffset before) => await Store.HandledAsync(before, None).ToListAsync(None);
}
