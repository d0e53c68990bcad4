using RingRift.Learning.Matches;
using RingRift.Learning.Players;
using RingRift.Local.Play;
using RingRift.Local.Stack;

namespace RingRift.Local.Arena;

/// <summary>Lets all players meet each other, says how it stands, and keeps the games.</summary>
/// <param name="options">How they meet.</param>
/// <param name="folder">Where a champion is.</param>
/// <param name="output">Where results go.</param>
/// <param name="isJson">Whether they are JSON lines.</param>
/// <param name="clock">Measures the time that is left.</param>
internal sealed class ArenaRun(ArenaOptions options, StackFolder folder, TextWriter output, bool isJson, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    private readonly JsonLines _lines = new(output);

    /// <summary>Plays every player against every later one.</summary>
    /// <param name="players">At least two.</param>
    /// <param name="games">Receives the raw games; null where nobody wants them.</param>
    /// <param name="cancellationToken">Stops between two moves.</param>
    public async Task PlayAsync(IReadOnlyList<ArenaPlayer> players, TextWriter? games, CancellationToken cancellationToken)
    {
        var results = new List<ArenaResult>();
        for (var a = 0; a < players.Count; a++)
        {
            for (var b = a + 1; b < players.Count; b++)
            {
                results.Add(await PlayAsync(players[a], players[b], games, cancellationToken).ConfigureAwait(false));
            }
        }

        if (players.Count > 2 && !isJson)
        {
            output.WriteLine(ArenaTable.Of(results, options.Config.Players));
        }
    }

    private async Task<ArenaResult> PlayAsync(ArenaPlayer a, ArenaPlayer b, TextWriter? games, CancellationToken cancellationToken)
    {
        var seats = new List<(IPlayer A, IPlayer B)>();
        try
        {
            for (var thread = 0; thread < Math.Min(options.Threads, options.Pairs); thread++)
            {
                seats.Add((
                    await a.CreateAsync(options.Config, folder, clock, cancellationToken).ConfigureAwait(false),
                    await b.CreateAsync(options.Config, folder, clock, cancellationToken).ConfigureAwait(false)));
            }

            return await PlayAsync(seats, games, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            seats.SelectMany(pair => new[] { pair.A, pair.B }).OfType<IDisposable>().ToList().ForEach(player => player.Dispose());
        }
    }

    private async Task<ArenaResult> PlayAsync(List<(IPlayer A, IPlayer B)> seats, TextWriter? games, CancellationToken cancellationToken)
    {
        var (a, b) = (seats[0].A.Name, seats[0].B.Name);
        var (start, last, record) = (clock.GetTimestamp(), clock.GetTimestamp(), games is null ? null : new JsonLines(games));
        record?.Write(ArenaText.Header(a, b, options));
        var match = new ArenaMatch(options, (pair, counted) =>
        {
            Keep(record, pair);
            if (clock.GetElapsedTime(last) >= BetweenLines && counted.Count < options.Pairs)
            {
                last = clock.GetTimestamp();
                Tell(ArenaResult.Of(a, b, options, counted), clock.GetElapsedTime(start) / counted.Count * (options.Pairs - counted.Count));
            }
        });
        var result = ArenaResult.Of(a, b, options, await match.PlayAsync(seats, cancellationToken).ConfigureAwait(false));
        record?.Write(ArenaText.Json("result", result, options, null));
        Conclude(result);
        return result;
    }

    private static void Keep(JsonLines? record, PairResult pair)
    {
        foreach (var game in pair.Games)
        {
            record?.Write(new { Kind = "game", pair.Pair, game.SeatOfA, game.ScoreOfA, End = game.End.ToString(), game.Plies, game.Moves });
        }
    }

    private void Tell(ArenaResult result, TimeSpan left)
    {
        if (isJson)
        {
            _lines.Write(ArenaText.Json("progress", result, options, left));
        }
        else
        {
            output.WriteLine(ArenaText.Progress(result, options, left));
        }
    }

    private void Conclude(ArenaResult result)
    {
        if (isJson)
        {
            _lines.Write(ArenaText.Json("result", result, options, null));
        }
        else
        {
            output.WriteLine(ArenaText.Final(result, options));
        }
    }
}
