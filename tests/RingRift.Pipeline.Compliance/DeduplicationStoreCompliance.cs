using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Deduplication;

namespace RingRift.Pipeline.Compliance;

/// <summary>What every <see cref="IDeduplicationStore"/> has to do.</summary>
public abstract class DeduplicationStoreCompliance
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly FakeTimeProvider _time = new(Sample.Noon);
    private readonly ContentKey _key = ContentKey.Of(Sample.Unique("content"));

    private IDeduplicationStore Store => field ??= Create(_time);

    protected abstract IDeduplicationStore Create(TimeProvider time);

    [Fact]
    public async Task When_nobody_has_it_should_give_it_to_the_first()
    {
        var claim = await ClaimAsync("first");
        Assert.Equal((_key, 1, Sample.Noon + Lease), (claim.Key, claim.Attempt, claim.LeaseUntil));
        Assert.Equal(new ClaimOutcome.Busy(Sample.Noon + Lease, "first"), await Store.ClaimAsync(_key, "second", Lease, None));
    }

    [Fact]
    public async Task When_done_should_answer_with_the_result()
    {
        Assert.True(await Store.CompleteAsync(await ClaimAsync("first"), "the result", Kept, None));
        Assert.Equal(new ClaimOutcome.Done("the result"), await Store.ClaimAsync(_key, "second", Lease, None));
        _time.Advance(Kept - TimeSpan.FromSeconds(1));
        Assert.Equal(new ClaimOutcome.Done("the result"), await Store.ClaimAsync(_key, "second", Lease, None));
    }

    [Fact]
    public async Task When_done_without_a_result_should_answer_without_one()
    {
        Assert.True(await Store.CompleteAsync(await ClaimAsync("first"), null, Kept, None));
        Assert.Equal(new ClaimOutcome.Done(null), await Store.ClaimAsync(_key, "second", Lease, None));
    }

    [Fact]
    public async Task When_many_race_should_let_one_win()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(one => Store.ClaimAsync(_key, $"owner-{one}", Lease, None)));
        Assert.Single(outcomes.OfType<ClaimOutcome.Claimed>());
        Assert.Equal(7, outcomes.OfType<ClaimOutcome.Busy>().Count());
    }

    [Fact]
    public async Task When_a_claim_lies_further_ahead_than_any_may_should_give_it_to_the_next()
    {
        Assert.IsType<ClaimOutcome.Claimed>(await Store.ClaimAsync(_key, "of the future", TimeSpan.FromDays(1), None));
        Assert.IsType<ClaimOutcome.Claimed>(await Store.ClaimAsync(_key, "second", Lease, None));
        Assert.IsType<ClaimOutcome.Busy>(await Store.ClaimAsync(_key, "third", Lease, None));
    }

    [Fact]
    public async Task When_one_owner_claims_twice_should_give_it_once()
    {
        await ClaimAsync("owner");
        Assert.IsType<ClaimOutcome.Busy>(await Store.ClaimAsync(_key, "owner", Lease, None));
    }

    [Fact]
    public async Task When_a_claim_expired_should_let_one_take_it_over_under_a_higher_number()
    {
        await ClaimAsync("first");
        _time.Advance(Lease);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(one => Store.ClaimAsync(_key, $"owner-{one}", Lease, None)));
        Assert.Equal(2, Assert.Single(outcomes.OfType<ClaimOutcome.Claimed>()).Claim.Attempt);
        Assert.Equal(7, outcomes.OfType<ClaimOutcome.Busy>().Count());
    }

    [Fact]
    public async Task When_taken_over_should_refuse_the_old_owner()
    {
        var old = await ClaimAsync("first");
        _time.Advance(Lease);
        var taken = await ClaimAsync("second");
        Assert.False(await Store.CompleteAsync(old, "of the old owner", Kept, None));
        Assert.False(await Store.ReleaseAsync(old, None));
        Assert.True(await Store.CompleteAsync(taken, "of the new owner", Kept, None));
        Assert.False(await Store.CompleteAsync(old, "of the old owner", Kept, None));
        Assert.Equal(new ClaimOutcome.Done("of the new owner"), await Store.ClaimAsync(_key, "third", Lease, None));
    }

    [Fact]
    public async Task When_a_claim_expired_and_nobody_took_it_over_should_still_let_it_complete()
    {
        var late = await ClaimAsync("first");
        _time.Advance(Lease * 2);
        Assert.True(await Store.CompleteAsync(late, "late", Kept, None));
        Assert.Equal(new ClaimOutcome.Done("late"), await Store.ClaimAsync(_key, "second", Lease, None));
    }

    [Fact]
    public async Task When_given_back_should_give_it_to_the_next_at_once_under_a_higher_number()
    {
        var first = await ClaimAsync("first");
        Assert.True(await Store.ReleaseAsync(first, None));
        Assert.False(await Store.CompleteAsync(first, "too late", Kept, None));
        Assert.Equal(2, (await ClaimAsync("second")).Attempt);
    }

    [Fact]
    public async Task When_taken_over_should_keep_the_first_owner_until_it_is_done()
    {
        await Store.ReleaseAsync(await ClaimAsync("first"), None);
        Assert.Equal("first", (await ClaimAsync("second")).Owner);
        _time.Advance(Lease);
        var last = await ClaimAsync("third");
        Assert.Equal("first", last.Owner);
        Assert.Equal("first", Assert.IsType<ClaimOutcome.Busy>(await Store.ClaimAsync(_key, "fourth", Lease, None)).Owner);
        await Store.CompleteAsync(last, null, Kept, None);
        _time.Advance(Kept);
        Assert.Equal("fifth", (await ClaimAsync("fifth")).Owner);
    }

    [Fact]
    public async Task When_kept_long_enough_should_be_new_again()
    {
        await Store.CompleteAsync(await ClaimAsync("first"), "old", Kept, None);
        _time.Advance(Kept);
        Assert.Equal(2, (await ClaimAsync("second")).Attempt);
    }

    [Fact]
    public async Task When_swept_should_remove_what_expired_and_nothing_else()
    {
        await Store.CompleteAsync(await ClaimAsync("first"), "old", Kept, None);
        var open = ContentKey.Of(Sample.Unique("open"));
        Assert.IsType<ClaimOutcome.Claimed>(await Store.ClaimAsync(open, "owner", Lease, None));

        // Others share the storage: it is counted what is gone, not how many.
        await Store.SweepAsync(Sample.Noon + Lease + TimeSpan.FromDays(1), None);
        _time.Advance(Lease);
        Assert.Equal(2, Assert.IsType<ClaimOutcome.Claimed>(await Store.ClaimAsync(open, "owner", Lease, None)).Claim.Attempt);
        Assert.IsType<ClaimOutcome.Done>(await Store.ClaimAsync(_key, "second", Lease, None));

        Assert.True(await Store.SweepAsync(Sample.Noon + Kept + TimeSpan.FromSeconds(1), None) >= 2);
        Assert.Equal(1, (await ClaimAsync("third")).Attempt);
    }

    [Fact]
    public async Task When_contents_differ_should_keep_them_apart()
    {
        await ClaimAsync("owner");
        Assert.IsType<ClaimOutcome.Claimed>(await Store.ClaimAsync(_key.For("another consumer"), "owner", Lease, None));
    }

    private async Task<DeduplicationClaim> ClaimAsync(string owner) =>
        Assert.IsType<ClaimOutcome.Claimed>(await Store.ClaimAsync(_key, owner, Lease, None)).Claim;
}
