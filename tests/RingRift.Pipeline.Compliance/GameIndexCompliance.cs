using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RingRift.Pipeline.Stages.Sync;

namespace RingRift.Pipeline.Compliance;

/// <summary>What every <see cref="IGameIndex"/> has to do.</summary>
public abstract class GameIndexCompliance
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _config = Sample.Unique("config");

    protected abstract IGameIndex Index { get; }

    [Fact]
    public async Task When_hashes_are_new_should_own_them_all()
    {
        var hashes = Hashes(0, 250);
        Assert.Equal(hashes.Order(), (await Index.ClaimAsync(_config, hashes, "iteration.1", None)).Order());
    }

    [Fact]
    public async Task When_claimed_again_by_the_same_owner_should_answer_the_same()
    {
        var hashes = Hashes(0, 120);
        await Index.ClaimAsync(_config, hashes[..60], "iteration.1", None);
        Assert.Equal(hashes.Order(), (await Index.ClaimAsync(_config, hashes, "iteration.1", None)).Order());
    }

    [Fact]
    public async Task When_claimed_before_by_another_should_own_only_the_new_ones()
    {
        await Index.ClaimAsync(_config, Hashes(0, 30), "iteration.1", None);
        Assert.Equal(Hashes(30, 50).Order(), (await Index.ClaimAsync(_config, Hashes(10, 50), "iteration.2", None)).Order());
    }

    [Fact]
    public async Task When_two_claim_at_once_should_give_each_hash_to_one()
    {
        var hashes = Hashes(0, 100);
        var owned = await Task.WhenAll(
            Index.ClaimAsync(_config, hashes, "iteration.1", None), Index.ClaimAsync(_config, hashes, "iteration.2", None));
        Assert.Empty(owned[0].Intersect(owned[1]));
        Assert.Equal(hashes.Order(), owned[0].Union(owned[1]).Order());
    }

    [Fact]
    public async Task When_configs_differ_should_keep_their_games_apart()
    {
        await Index.ClaimAsync(_config, Hashes(0, 5), "iteration.1", None);
        Assert.Equal(5, (await Index.ClaimAsync(Sample.Unique("other"), Hashes(0, 5), "iteration.2", None)).Count);
    }

    private static string[] Hashes(int from, int to) =>
    [
        .. Enumerable.Range(from, to - from)
            .Select(i => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(i.ToString(CultureInfo.InvariantCulture))))),
    ];
}
