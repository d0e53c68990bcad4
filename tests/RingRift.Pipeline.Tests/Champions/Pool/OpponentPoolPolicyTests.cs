using System.Security.Cryptography;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Learning.Randomness;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Champions.Pool;

namespace RingRift.Pipeline.Tests.Champions.Pool;

public sealed class OpponentPoolPolicyTests
{
    private readonly OpponentPoolPolicy _policy = new(new OpponentPoolOptions { Capacity = 3, ResultIterations = 4 });

    [Fact]
    public void When_the_capacity_is_reached_should_drop_the_oldest()
    {
        var pool = Enumerable.Range(1, 5).Aggregate(Pools.Empty(), (state, number) => _policy.Enrol(state, Pools.Model(number), number));
        Assert.Equal([3, 4, 5], pool.Members.Select(member => member.Iteration));
        Assert.Equal([3, 4, 5], _policy.Enrol(pool, Pools.Model(1), 1).Members.Select(member => member.Iteration));
    }

    [Fact]
    public void When_the_iteration_is_told_later_should_complete_the_member_and_never_forget_it()
    {
        var pool = _policy.Enrol(_policy.Enrol(Pools.Empty(), Pools.Model(1), 0), Pools.Model(1), 7);
        Assert.Equal([new PoolMember(Pools.Model(1), 7)], pool.Members);
        Assert.Same(pool, _policy.Enrol(pool, Pools.Model(1), 0));
    }

    [Fact]
    public void When_an_evaluation_is_told_twice_should_count_it_once()
    {
        var once = _policy.Count(Pools.Of(1), 5, Pools.Model(9), [Pools.Against(1, 10, 4)]);
        Assert.Same(once, _policy.Count(once, 5, Pools.Model(9), [Pools.Against(1, 10, 4)]));
        Assert.Equal((5, Pools.Model(9).Sha256, Pools.Model(1).Sha256, 10, 4), Figures(Assert.Single(once.Results)));
    }

    [Fact]
    public void When_networks_differ_should_have_other_names()
    {
        Assert.Equal(Opponents.PastOf(Network(1)), Opponents.PastOf(Network(1) with { Length = 7 }));
        Assert.Equal(200, Enumerable.Range(1, 200).Select(number => Opponents.PastOf(Network((byte)number))).Distinct().Count());
        static ArtifactRef Network(byte content) => new(ArtifactKind.Model, Convert.ToHexStringLower(SHA256.HashData([content])), 1);
    }

    [Fact]
    public void When_results_are_old_should_keep_those_of_champions_only()
    {
        var pool = Enumerable.Range(1, 9).Aggregate(
            Pools.Of(2),
            (state, iteration) => _policy.Count(state, iteration, Pools.Model(iteration), [Pools.Score(new Opponent("random"), 4, 2)]));
        Assert.Equal([2, 6, 7, 8, 9], pool.Results.Select(result => result.Iteration));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void When_told_in_any_order_should_be_the_same_pool(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var told = Enumerable.Range(1, 3).SelectMany<int, Func<OpponentPoolState, OpponentPoolState>>(number =>
        [
            state => _policy.Enrol(state, Pools.Model(number), number),
            state => _policy.Enrol(state, Pools.Model(number), 0),
            state => _policy.Count(state, number, Pools.Model(number), [Pools.Against(1, 10, number), Pools.Against(2, 10, number)]),
        ]).ToList();
        var shuffled = told.Concat(told).Select(change => (random.NextBits(), change)).OrderBy(pair => pair.Item1)
            .Select(pair => pair.change);
        var (ordered, mixed) = (told.Aggregate(Pools.Empty(), Apply), shuffled.Aggregate(Pools.Empty(), Apply));
        Assert.Equal(ordered.Members, mixed.Members);
        Assert.Equal(ordered.Results, mixed.Results);
    }

    private static OpponentPoolState Apply(OpponentPoolState state, Func<OpponentPoolState, OpponentPoolState> change) => change(state);

    private static (int, string, string, int, int) Figures(PoolResult result) =>
        (result.Iteration, result.Player, result.Opponent, result.Games, result.Wins);
}
