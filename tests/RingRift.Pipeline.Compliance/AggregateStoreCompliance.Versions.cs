using System.Text.Json.Nodes;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Compliance;

/// <summary>States that another version of the program wrote.</summary>
public abstract partial class AggregateStoreCompliance
{
    /// <summary>Puts a state in behind the store's back.</summary>
    protected abstract Task PlantAsync(AggregateKey key, string state);

    /// <summary>A state as it is stored.</summary>
    protected abstract Task<string> TextAsync(AggregateKey key);

    [Fact]
    public async Task When_a_newer_version_added_members_should_write_them_back_with_a_change()
    {
        var key = Sample.Key();
        await PlantAsync(key, """{"name":"counter","count":1,"entries":["a"],"added":{"by":["v2"]}}""");
        var loaded = (await Store.LoadAsync<CountedState>(key, None))!;
        var commit = CommitOf(key, (int)loaded.Version + 1, loaded.Token, "e1") with { State = loaded.State with { Count = 2 } };
        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(commit, None));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"name":"counter","count":2,"entries":["a"],"added":{"by":["v2"]}}"""),
            JsonNode.Parse(await TextAsync(key))));
    }

    [Fact]
    public async Task When_a_state_has_another_major_version_should_refuse_it_by_name_and_leave_it_alone()
    {
        var key = Sample.Key();
        const string text = """{"recordVersion":2,"counters":[]}""";
        await PlantAsync(key, text);
        var refused = (await Assert.ThrowsAsync<UnreadableRecordException>(() => Store.LoadAsync<CountedState>(key, None))).Unreadable;
        Assert.Contains(key.Value, refused.Record, StringComparison.Ordinal);
        Assert.Equal("it has version 2; this program supports version 1", refused.Reason);
        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(key, 1, null, "e1"));
        Assert.Equal(text, await TextAsync(key));
    }

    [Fact]
    public async Task When_one_of_a_list_cannot_be_read_should_name_it_and_give_the_others()
    {
        var prefix = Sample.Unique("mixed") + ".";
        await CommitAsync(new AggregateKey(prefix + "1"), 1, null, "e1");
        await PlantAsync(new AggregateKey(prefix + "2"), """{"name":"counter","count":"many","entries":[]}""");
        await CommitAsync(new AggregateKey(prefix + "3"), 1, null, "e1");
        var unreadable = new List<UnreadableRecord>();
        var keys = await Store.ListAsync<CountedState>(prefix, unreadable, None).Select(aggregate => aggregate.Key.Value).ToListAsync(None);
        Assert.Equal([prefix + "1", prefix + "3"], keys);
        var named = Assert.Single(unreadable);
        Assert.Contains(prefix + "2", named.Record, StringComparison.Ordinal);
        Assert.Equal("$.count is \"many\", which this version does not know", named.Reason);
        await Assert.ThrowsAsync<UnreadableRecordException>(
            async () => await Store.ListAsync<CountedState>(prefix, unreadable: null, None).CountAsync(None));
    }
}
