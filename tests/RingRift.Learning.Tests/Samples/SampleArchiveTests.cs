using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.Samples;
using RingRift.Learning.SelfPlay;

namespace RingRift.Learning.Tests.Samples;

public sealed class SampleArchiveTests
{
    private static readonly GameConfig Config = GameConfig.Parse("hex8_2p");
    private static readonly List<GameRecord> Games = TestGames.Play(TestGames.Options(12));

    [Fact]
    public void Should_hold_one_sample_per_searched_decision()
    {
        var (set, quality) = Archive(Games, 0.5f);

        Assert.Equal(Games.Sum(game => game.Decisions.Count), set.Count);
        Assert.Equal((12, set.Count), (quality.Games, quality.Rows));
        Assert.Equal(1, quality.DecisiveShare);
        Assert.Equal(1, quality.SeatWins.Sum(), 1e-9);
        Assert.InRange(quality.PolicyEntropy, 0.1, Math.Log(12));
        Assert.Equal(Games.Average(game => game.SplitMoves().Length), quality.MeanPlies, 1e-9);
        for (var i = 0; i < set.Count; i++)
        {
            var weights = set.PolicyWeight[(int)set.PolicyOffset[i]..(int)set.PolicyOffset[i + 1]];
            Assert.Equal(1, weights.Sum(), 1e-4);
            Assert.Equal(1, set.Value[2 * i] + set.Value[(2 * i) + 1], 1e-3);
        }
    }

    [Fact]
    public void Should_store_the_planes_of_the_position_decided()
    {
        var (set, _) = Archive(Games[..1], 0.5f);
        var (game, encoder) = (Games[0], PositionEncoder.For(Config));
        var decision = game.Decisions[^1];
        var state = new GameState(game.FullRules());
        foreach (var text in game.SplitMoves()[..decision.Ply])
        {
            state.Play(MoveNotation.Parse(state, text));
        }

        var planes = new byte[encoder.Size];
        encoder.Encode(state, planes);
        Assert.Equal(planes, set.Planes[^encoder.Size..]);
        Assert.Equal((decision.Ply, state.SeatToMove), (set.Ply[^1], set.Seat[^1]));
        Assert.Equal(encoder.Table.Planes.Select(plane => plane.Scale), set.PlaneScale);
    }

    [Fact]
    public void Should_name_every_legal_action_and_weigh_those_visited()
    {
        var (set, _) = Archive(Games[..2], 0.5f);
        var (row, moves, actions) = (0, new MoveList(), ActionSpace.For(Config));
        foreach (var game in Games[..2])
        {
            var state = new GameState(game.FullRules());
            foreach (var (text, ply) in game.SplitMoves().Select((text, ply) => (text, ply)))
            {
                if (game.Decisions.FirstOrDefault(decision => decision.Ply == ply) is { } decided)
                {
                    state.LegalMoves(moves);
                    var entries = (int)set.PolicyOffset[row]..(int)set.PolicyOffset[row + 1];
                    var legal = moves.AsSpan().ToArray().Select(actions.IndexOf).Distinct().Order();
                    Assert.Equal(legal, set.PolicyIndex[entries]);
                    Assert.Equal(
                        decided.Actions,
                        set.PolicyIndex[entries].Zip(set.PolicyWeight[entries]).Where(entry => entry.Second > 0)
                            .Select(entry => entry.First));
                    row++;
                }

                state.Play(MoveNotation.Parse(state, text));
            }
        }

        Assert.Equal(set.Count, row);
        Assert.Contains(0f, set.PolicyWeight);
    }

    [Fact]
    public void Should_see_values_from_the_seat_to_move()
    {
        GameRecord[] games = [.. Games, SwappedGame()];
        var (outcomes, _) = Archive(games, 1f);
        var (searches, _) = Archive(games, 0f);
        var row = 0;
        foreach (var game in games)
        {
            var swapPly = Array.IndexOf(game.SplitMoves(), "SW");
            foreach (var decision in game.Decisions)
            {
                // The agent of seat 1 ends as seat 2 when the pie rule is used after this decision.
                var winner = decision.Ply <= swapPly ? 3 - game.Result.Winner : game.Result.Winner;
                Assert.Equal(outcomes.Seat[row] == winner ? 1f : 0f, outcomes.Value[2 * row]);
                Assert.Equal(decision.Values[searches.Seat[row] - 1], searches.Value[2 * row]);
                row++;
            }
        }

        Assert.Equal(searches.Count, row);
    }

    [Fact]
    public void Should_mark_the_samples_that_cannot_be_turned()
    {
        var games = TestGames.Play(TestGames.Options(30) with { FullShare = 1 });
        var (set, quality) = Archive(games, 0.5f);
        var images = BoardSymmetry.AllFor(Config).Select(symmetry => symmetry.ActionImages.ToArray()).ToArray();
        for (var i = 0; i < set.Count; i++)
        {
            var actions = set.PolicyIndex[(int)set.PolicyOffset[i]..(int)set.PolicyOffset[i + 1]];
            Assert.Equal(images.All(image => actions.All(action => image[action] >= 0)), set.Symmetric[i]);
        }

        Assert.Equal(set.Symmetric.Count(symmetric => !symmetric) / (double)set.Count, quality.FixedOrientationShare, 1e-9);
        Assert.InRange(quality.FixedOrientationShare, 0.001, 0.3);
    }

    [Fact]
    public void When_a_game_is_given_twice_should_report_it() =>
        Assert.Equal(0.5, Archive([Games[0], Games[0]], 0.5f).Quality.DuplicateShare);

    [Fact]
    public void When_a_record_is_of_another_configuration_should_refuse() =>
        Assert.Throws<ArgumentException>(
            () => SampleArchive.Write(new MemoryStream(), GameConfig.Parse("square8_2p"), Games, new SampleQualityBuilder(Config)));

    [Fact]
    public void When_an_array_is_missing_should_name_it()
    {
        using var stream = new MemoryStream();
        using (var npz = new NpzWriter(stream))
        {
            npz.Write<byte>("planes", [0], 1, 1);
        }

        Assert.Contains("'meta'", Assert.Throws<NpzFormatException>(() => new SampleReader(stream)).Message, StringComparison.Ordinal);
    }

    /// <summary>A game whose every choice is the last legal move, which is the pie rule where it is open.</summary>
    private static GameRecord SwappedGame()
    {
        var (state, moves, texts, decisions) = (
            new GameState(TestGames.Small), new MoveList(), new List<string>(), new List<RecordedDecision>());
        while (!state.IsOver)
        {
            state.LegalMoves(moves);
            var list = moves.AsSpan().ToArray();
            var move = list.FirstOrDefault(candidate => candidate.Kind == MoveKind.SwapSides, list[^1]);
            decisions.Add(new RecordedDecision(state.Ply, [ActionSpace.For(Config).IndexOf(move)], [5], [0.25f, 0.75f]));
            texts.Add(MoveNotation.Format(state, move));
            state.Play(move);
        }

        Assert.Contains("SW", texts);
        var shares = new float[2];
        shares[state.Winner - 1] = 1;
        var record = Games[0] with
        {
            Moves = string.Join(' ', texts),
            Decisions = decisions,
            Result = new RecordedResult(state.Winner, state.EndKind, shares),
        };
        Assert.Null(GameRecordValidator.Validate(record).Reason);
        return record;
    }

    private static (SampleSet Set, SampleQuality Quality) Archive(IReadOnlyList<GameRecord> games, float outcomeWeight)
    {
        using var stream = new MemoryStream();
        var quality = new SampleQualityBuilder(Config);
        SampleArchive.Write(stream, Config, games, quality, outcomeWeight);
        return (SampleSet.Read(stream), quality.Build());
    }
}
