using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Players;
using RingRift.Learning.Randomness;
using RingRift.Learning.SelfPlay;
using RingRift.Local.Play;

namespace RingRift.Local.Engine;

/// <summary>
/// Answers requests line by line (docs/engine.md): a header first, one answer to each request, a closing object last. A request at fault is
/// answered too, and changes nothing.
/// </summary>
internal sealed class EngineSession(EngineOptions options, IPlayer player, TimeProvider clock, TextWriter output)
{
    /// <summary>Version of the protocol: it grows with every change that a program could trip over.</summary>
    public const int Protocol = 1;

    /// <summary>Longest line that is read, in characters: a long game on the largest board has a tenth of it.</summary>
    public const int LongestLine = 1 << 20;

    private const int MostGames = 256;
    private const int LongestName = 64;
    private const int MostVisits = 1_000_000;
    private const int MostMilliseconds = 600_000;

    /// <summary>Errors one after the other that end a session: whoever speaks there does not listen.</summary>
    private const int MostErrorsInARow = 100;

    private readonly JsonLines _lines = new(output);
    private readonly Dictionary<string, EngineGame> _games = new(StringComparer.Ordinal);
    private int _requests;
    private int _errors;
    private int _errorsInARow;
    private ulong _begun;
    private string? _end;

    /// <summary>Answers until the input ends, 'quit' is asked for, or nothing but errors comes.</summary>
    /// <returns>Whether it ended well.</returns>
    public async Task<bool> RunAsync(TextReader input, CancellationToken cancellationToken)
    {
        WriteHeader();
        var lines = new BoundedLines(input, LongestLine);
        for (var number = 1; _end is null; number++)
        {
            await AnswerAsync(lines, number, cancellationToken).ConfigureAwait(false);
        }

        _lines.Write(new { Kind = "bye", Reason = _end, Requests = _requests, Errors = _errors, Games = _begun });
        return _errorsInARow < MostErrorsInARow;
    }

    private async Task AnswerAsync(BoundedLines lines, int number, CancellationToken cancellationToken)
    {
        EngineRequest? request = null;
        try
        {
            if (await lines.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } line)
            {
                _end = "end of input";
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                _requests++;
                request = EngineRequest.Parse(line);
                Answer(request, cancellationToken);
                _errorsInARow = 0;
            }
        }
        catch (EngineFault fault)
        {
            Refuse(fault, number, request?.Game);
        }
        catch (InferenceException failure)
        {
            Refuse(new EngineFault(request!.Do, failure.Message), number, request.Game);
        }
    }

    private void Answer(EngineRequest request, CancellationToken cancellationToken)
    {
        switch (request.Do)
        {
            case "new": Begin(request); break;
            case "position": SetUp(request, onwards: false); break;
            case "play": SetUp(request, onwards: true); break;
            case "legal": List(request); break;
            case "go": Go(request, cancellationToken); break;
            case "end": End(request); break;
            case "quit":
                request.Allow();
                _end = "quit";
                break;
            default: throw new EngineFault(request.Do, "'do' must be new, position, play, legal, go, end or quit.");
        }
    }

    private void Begin(EngineRequest request)
    {
        request.Allow("game", "config", "seed");
        var id = request.Text("game") is { Length: > 0 and <= LongestName } named
            ? named
            : throw new EngineFault(request.Text("game") ?? string.Empty, $"'game' must be a name of 1 to {LongestName} characters.");
        var config = ConfigOf(request);
        if (!_games.ContainsKey(id) && _games.Count == MostGames)
        {
            throw new EngineFault(id, $"at most {MostGames} games may be open; 'end' closes one.");
        }

        var seed = request.Whole("seed", 0, ulong.MaxValue) ?? SeededRandom.Derive(options.Seed, _begun);
        _begun++;
        var game = _games[id] = new EngineGame(id, GameRules.For(config), seed, player.ForAnotherGame());
        _lines.Write(new { Kind = "game", Game = id, Config = config.Name, Rules = RecordedRules.Of(game.Rules), game.Seed });
    }

    private GameConfig ConfigOf(EngineRequest request)
    {
        var text = request.Text("config") ?? options.Config.Name;
        return !GameConfig.TryParse(text, out var config)
            ? throw new EngineFault(text, $"'config' must be one of {string.Join(", ", GameConfig.All.Select(known => known.Name))}.")
            : options.PlaysOneConfig && config != options.Config
                ? throw new EngineFault(text, $"'config' must be {options.Config.Name}, which the network plays.")
                : config;
    }

    private void SetUp(EngineRequest request, bool onwards)
    {
        request.Allow(onwards ? ["game", "moves"] : ["game", "state", "moves"]);
        var game = GameOf(request);
        game.SetUp(onwards ? null : request.Text("state"), request.Moves("moves"), onwards);
        var state = game.State;
        _lines.Write(new
        {
            Kind = "position",
            Game = game.Id,
            state.Ply,
            Seat = state.IsOver ? (int?)null : state.SeatToMove,
            Phase = state.Phase.ToString(),
            State = StateNotation.Format(state),
            Result = state.IsOver ? new { state.Winner, End = EndKinds.NameOf(state.EndKind), GameResult.Of(state).Seats } : null,
        });
    }

    private void List(EngineRequest request)
    {
        request.Allow("game");
        var (game, moves) = (GameOf(request), new MoveList());
        game.State.LegalMoves(moves);
        _lines.Write(new { Kind = "legal", Game = game.Id, game.State.Ply, Moves = MoveTexts.Of(game.State, moves) });
    }

    private void Go(EngineRequest request, CancellationToken cancellationToken)
    {
        request.Allow("game", "visits", "ms", "temperature");
        var game = GameOf(request);
        var (visits, time) = ((int?)request.Whole("visits", 2, MostVisits), request.Whole("ms", 1, MostMilliseconds));
        var temperature = request.Number("temperature", 0, 100) ?? 0;
        if (game.State.IsOver)
        {
            throw new EngineFault(game.Id, "the game is over.", game.State.Ply);
        }

        using var limit = new CancellationTokenSource(time is { } ms ? TimeSpan.FromMilliseconds(ms) : Timeout.InfiniteTimeSpan, clock);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var start = clock.GetTimestamp();
        var thought = EngineThought.Of(game, visits ?? (time is null ? null : MostVisits), temperature, enough.Token);
        cancellationToken.ThrowIfCancellationRequested();
        _lines.Write(new
        {
            Kind = "move",
            Game = game.Id,
            game.State.Ply,
            Seat = game.State.SeatToMove,
            thought.Move,
            thought.Visits,
            Ms = (long)clock.GetElapsedTime(start).TotalMilliseconds,
            thought.Policy,
            thought.Values,
        });
    }

    private void End(EngineRequest request)
    {
        request.Allow("game");
        var game = GameOf(request);
        _games.Remove(game.Id);
        _lines.Write(new { Kind = "ended", Game = game.Id });
    }

    private EngineGame GameOf(EngineRequest request)
    {
        var id = request.Text("game") ?? throw new EngineFault(request.Do, "the request needs the member 'game'.");
        return _games.GetValueOrDefault(id) ?? throw new EngineFault(id, "there is no such game; 'new' begins one.");
    }

    private void Refuse(EngineFault fault, int line, string? game)
    {
        _errors++;
        _end = ++_errorsInARow == MostErrorsInARow ? $"{MostErrorsInARow} errors in a row" : null;
        _lines.Write(new { Kind = "error", Line = line, Game = game, fault.Ply, fault.Input, fault.Rule });
    }

    private void WriteHeader() => _lines.Write(new
    {
        Kind = "engine",
        Protocol,
        RulesVersion = GameRules.Version,
        Player = player.Name,
        Config = options.Config.Name,
        Rules = RecordedRules.Of(GameRules.For(options.Config)),
        options.Seed,
    });
}

/// <summary>What a session of the engine is started with.</summary>
/// <param name="Config">Configuration of games that name none.</param>
/// <param name="PlaysOneConfig">Whether the player can play no other.</param>
/// <param name="Seed">Seed of games that name none.</param>
internal sealed record EngineOptions(GameConfig Config, bool PlaysOneConfig, ulong Seed);
