using RingRift.Game;
using RingRift.Learning.Players;
using RingRift.Web.Opponents;
using RingRift.Web.Play;

namespace RingRift.Web.Tests.Play;

public sealed class GameTableTests
{
    private static readonly GameConfig Config = GameConfig.Parse("hex8_2p");

    [Fact]
    public async Task When_players_of_the_program_sit_everywhere_should_play_to_the_end_and_the_same_again()
    {
        var (first, second) = (await PlayedAsync(7), await PlayedAsync(7));
        Assert.True(first.State.IsOver);
        Assert.Equal(GameRecord.Format(first), GameRecord.Format(second));
        Assert.NotEqual(GameRecord.Format(first), GameRecord.Format(await PlayedAsync(8)));
    }

    [Fact]
    public async Task When_a_person_takes_back_should_return_to_that_choice()
    {
        using var table = Table("human,random", new DirectOpponents());
        await table.GoOnAsync();
        var start = GameRecord.Format(table.Game);
        await table.PlayAsync(MoveNotation.Parse(table.Game.State, "P:0,0:1"));
        await table.PlayAsync(MoveNotation.Parse(table.Game.State, "M:0,0>0,2"));
        Assert.True(table.Game.Plies.Count > 4);
        await table.TakeBackAsync();
        Assert.Equal("P:0,0:1", Assert.Single(table.Game.Plies).Notation);
        await table.TakeBackAsync();
        Assert.Equal(start, GameRecord.Format(table.Game));
        Assert.NotNull(table.Choice);
        Assert.False(table.Game.CanTakeBack);
    }

    /// <summary>A move that comes when it is no longer wanted belongs to another position.</summary>
    [Fact]
    public async Task When_moves_are_taken_back_during_a_search_should_not_play_its_move()
    {
        var slow = new SlowOpponents();
        using var table = Table("human,random", slow);
        await table.GoOnAsync();
        await table.PlayAsync(MoveNotation.Parse(table.Game.State, "P:0,0:1"));
        var playing = table.PlayAsync(MoveNotation.Parse(table.Game.State, "M:0,0>0,2"));
        Assert.True(table.IsThinking);
        await table.TakeBackAsync();
        slow.Answer();
        await playing;
        Assert.Single(table.Game.Plies);
        Assert.False(table.IsThinking);
        Assert.NotNull(table.Choice);
    }

    [Fact]
    public async Task When_a_player_gives_no_move_should_say_so_and_try_again()
    {
        using var table = Table("random,human", new FailingOpponents());
        await table.GoOnAsync();
        Assert.Equal("it is ill", table.Fault);
        Assert.Null(table.Choice);
        await table.GoOnAsync();
        Assert.Null(table.Fault);
        Assert.NotNull(table.Choice);
    }

    [Fact]
    public void When_sides_are_swapped_should_exchange_the_players()
    {
        var game = GameRecord.Parse("hex8_2p\nP:0,0:1\nM:0,0>0,2\nNL\nNT");
        var seating = Seating.Parse(Config, "human,uct-64");
        Assert.Equal("uct-64", seating.PlayerOf(game, 2));
        game.Play(MoveNotation.Parse(game.State, "SW"));
        Assert.Equal("human", seating.PlayerOf(game, 2));
    }

    private static GameTable Table(string seats, IOpponents opponents, ulong seed = 1) =>
        new(new PlayedGame(GameRules.For(Config)), Seating.Parse(Config, seats), seed, opponents, () => { });

    private static async Task<PlayedGame> PlayedAsync(ulong seed)
    {
        using var table = Table("random,random", new DirectOpponents(), seed);
        await table.GoOnAsync();
        return table.Game;
    }

    private static Move Choose(string player, GameState state, ulong seed)
    {
        Assert.True(Baseline.TryCreate(player, out var chooser));
        chooser.Begin(seed);
        return chooser.Choose(state);
    }

    private static Thought ThoughtOf(string player, GameState state, ulong seed) => new(Choose(player, state, seed), 0, []);

    private sealed class DirectOpponents : IOpponents
    {
        public Task<Thought> ChooseAsync(string player, GameState state, ulong seed, CancellationToken cancellationToken) =>
            Task.FromResult(ThoughtOf(player, state, seed));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class SlowOpponents : IOpponents
    {
        private readonly TaskCompletionSource<Thought> _answer = new();
        private Thought? _thought;

        public void Answer() => _answer.SetResult(_thought!);

        public Task<Thought> ChooseAsync(string player, GameState state, ulong seed, CancellationToken cancellationToken)
        {
            _thought = ThoughtOf(player, state, seed);
            return _answer.Task;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class FailingOpponents : IOpponents
    {
        private bool _isWell;

        public Task<Thought> ChooseAsync(string player, GameState state, ulong seed, CancellationToken cancellationToken)
        {
            var isWell = _isWell;
            _isWell = true;
            return isWell ? Task.FromResult(ThoughtOf(player, state, seed)) : throw new OpponentException("it is ill");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
