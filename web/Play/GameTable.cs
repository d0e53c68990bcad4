using RingRift.Game;
using RingRift.Learning.Randomness;
using RingRift.Web.Opponents;

namespace RingRift.Web.Play;

/// <summary>
/// A game with its players: asks those of the program for their moves, plays what nobody can choose, and waits for persons.
/// </summary>
/// <param name="game">The game.</param>
/// <param name="seating">Who sits where.</param>
/// <param name="seed">Seed of the players of the program.</param>
/// <param name="opponents">Where they think.</param>
/// <param name="changed">Told when a player of the program begins to think.</param>
public sealed class GameTable(PlayedGame game, Seating seating, ulong seed, IOpponents opponents, Action changed) : IDisposable
{
    private CancellationTokenSource _thinking = new();

    /// <summary>The game.</summary>
    public PlayedGame Game => game;

    /// <summary>Who sits where.</summary>
    public Seating Seating => seating;

    /// <summary>Seed of the players of the program.</summary>
    public ulong Seed => seed;

    /// <summary>Whether a player of the program is looking for its move.</summary>
    public bool IsThinking { get; private set; }

    /// <summary>Why the game stands still though no person is to move; null as long as all is well.</summary>
    public string? Fault { get; private set; }

    /// <summary>The choice of the person to move; null where none is to move.</summary>
    public MoveChoice? Choice { get; private set; }

    /// <summary>What the last player that told its expectations said, with its name; null before one did.</summary>
    public (string Player, Thought Thought)? Expected { get; private set; }

    /// <summary>Plays until a person has to choose, or the game is over.</summary>
    public async Task GoOnAsync()
    {
        var token = _thinking.Token;
        (Choice, Fault) = (null, null);
        while (!game.State.IsOver && !token.IsCancellationRequested)
        {
            var choice = new MoveChoice(game.State);
            if (choice.Forced is null && PlayerToMove == Seating.Person)
            {
                Choice = choice;
                break;
            }

            // A move may come in the moment in which it is no longer wanted.
            if ((choice.Forced ?? await AskAsync(token)) is not { } move || token.IsCancellationRequested)
            {
                break;
            }

            game.Play(move);
        }
    }

    /// <summary>Plays a person's move and goes on.</summary>
    /// <exception cref="IllegalMoveException">The position does not allow the move.</exception>
    public Task PlayAsync(Move move)
    {
        game.Play(move, isChosen: true);
        return GoOnAsync();
    }

    /// <summary>Takes back the last move that a person chose, ends a search, and goes on from there.</summary>
    public Task TakeBackAsync()
    {
        StopThinking();
        game.TakeBack();
        return GoOnAsync();
    }

    /// <summary>Ends a search.</summary>
    public void Dispose()
    {
        _thinking.Cancel();
        _thinking.Dispose();
    }

    private string PlayerToMove => seating.PlayerOf(game, game.State.SeatToMove);

    private void StopThinking()
    {
        Dispose();
        _thinking = new CancellationTokenSource();
        IsThinking = false;
    }

    private async Task<Move?> AskAsync(CancellationToken token)
    {
        IsThinking = true;
        changed();
        try
        {
            var player = PlayerToMove;
            var thought = await opponents.ChooseAsync(player, game.State, SeededRandom.Derive(seed, (ulong)game.State.Ply), token);
            Expected = thought.Values.Count > 0 ? (player, thought) : Expected;
            return thought.Move;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (OpponentException failure)
        {
            Fault = failure.Message;
            return null;
        }
        finally
        {
            // After a cancellation another search may be under way.
            IsThinking &= token.IsCancellationRequested;
        }
    }
}
