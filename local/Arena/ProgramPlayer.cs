using System.Globalization;
using System.Text.Json;
using RingRift.Game;
using RingRift.Learning.Players;

namespace RingRift.Local.Arena;

/// <summary>Plays the moves of another program, a game of its own for each game. It thinks as long as it likes.</summary>
internal sealed class ProgramPlayer : IPlayer, IDisposable
{
    private readonly ProgramConnection _connection;
    private readonly GameConfig _config;
    private readonly Counter _games;
    private readonly bool _ownsConnection;
    private readonly string _game;
    private ulong _seed;
    private bool _isBegun;

    private ProgramPlayer(ProgramConnection connection, string name, GameConfig config, Counter games, bool ownsConnection)
    {
        (_connection, Name, _config, _games, _ownsConnection) = (connection, name, config, games, ownsConnection);
        _game = string.Create(CultureInfo.InvariantCulture, $"g{++games.Value}");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Starts the program.</summary>
    /// <exception cref="Arguments.CommandException">It cannot be started, or does not speak the protocol.</exception>
    public static Task<ProgramPlayer> StartAsync(string[] command, GameConfig config, TimeProvider clock, CancellationToken stop) =>
        Task.Run(
            () =>
            {
                var (connection, player) = ProgramConnection.Start(command, clock, stop);
                return new ProgramPlayer(connection, player, config, new Counter(), ownsConnection: true);
            },
            stop);

    /// <inheritdoc/>
    public void Begin(ulong seed) => (_seed, _isBegun) = (seed, false);

    /// <inheritdoc/>
    public Move Choose(GameState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!_isBegun)
        {
            _connection.Ask(new { Do = "new", Game = _game, Config = _config.Name, Seed = _seed }, "game");
            _isBegun = true;
        }

        var position = StateNotation.Format(state);
        _connection.Ask(new { Do = "position", Game = _game, State = position }, "position");
        var answer = _connection.Ask(new { Do = "go", Game = _game }, "move");
        return Read(state, position, answer);
    }

    /// <inheritdoc/>
    public IPlayer ForAnotherGame() => new ProgramPlayer(_connection, Name, _config, _games, ownsConnection: false);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsConnection)
        {
            _connection.Dispose();
        }
    }

    private Move Read(GameState state, string position, JsonElement answer)
    {
        var text = answer.TryGetProperty("move", out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()!
            : throw _connection.Fault($"an answer of kind 'move' must have a text 'move'; it said: {answer.GetRawText()}");
        try
        {
            var (move, legal) = (MoveNotation.Parse(state, text), new MoveList());
            state.LegalMoves(legal);
            return legal.Contains(move) ? move : throw _connection.Fault($"its move '{text}' is not legal in {position}");
        }
        catch (MoveFormatException malformed)
        {
            throw _connection.Fault($"{malformed.Message} It was its move in {position}");
        }
    }

    /// <summary>Numbers the games of one program.</summary>
    private sealed class Counter
    {
        public int Value { get; set; }
    }
}
