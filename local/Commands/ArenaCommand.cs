using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using RingRift.Game;
using RingRift.Learning.Ratings;
using RingRift.Local.Arena;
using RingRift.Local.Arguments;
using RingRift.Local.Stack;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift arena A B</c>: which of two players is stronger, and by how much.</summary>
internal static class ArenaCommand
{
    private const int MostGames = 1_000_000;

    public static Command Build(TimeProvider clock)
    {
        var (a, b) = (Player("A"), Player("B"));
        var others = new Argument<string[]>("OTHERS")
        {
            Description = "More players: then all meet each other.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var config = SharedOptions.Config();
        var games = ValueOptions.Whole("--games", "Games at most; rounded up to whole pairs.", 1, MostGames, 400);
        var opening = ValueOptions.Whole("--opening", "Decisions at the start that are drawn by lot, the same for a pair.", 0, 1000, 4);
        var seed = ValueOptions.Whole<ulong>("--seed", "Seed of openings and players.", 0, ulong.MaxValue, 1);
        var threads = ValueOptions.Whole("--threads", "Threads that play side by side; the result is the same.", 1, 256, 1);
        var elo0 = ValueOptions.Between("--elo0", "Elo difference up to which A counts as not stronger.", -1000, 1000, 0);
        var elo1 = ValueOptions.Between("--elo1", "Elo difference from which A counts as stronger.", -1000, 1000, 50);
        var full = new Option<bool>("--full") { Description = "Play all games, whatever the sequential test says." };
        var data = SharedOptions.Data();
        var file = new Option<FileInfo?>("--out") { Description = "A new file for all games, in JSON lines.", HelpName = "FILE" };
        var json = SharedOptions.Json("Print progress and result as JSON objects, one per line.");
        var command = new Command(
            "arena",
            "Let players meet in pairs of games from drawn openings, seats exchanged, until a sequential test says whether A is stronger.")
        {
            a, b, others, config, games, opening, seed, threads, elo0, elo1, full, file, data, json,
        };
        command.SetGuardedAction((parse, cancellationToken) => PlayAsync(
            [
                ArenaPlayer.Parse(parse.GetRequiredValue(a), "A"),
                ArenaPlayer.Parse(parse.GetRequiredValue(b), "B"),
                .. (parse.GetValue(others) ?? []).Select(text => ArenaPlayer.Parse(text, "OTHERS")),
            ],
            new ArenaOptions(
                parse.GetValue(config),
                PairsOf(parse.GetValue(games), parse.GetValue(config)),
                parse.GetValue(opening),
                parse.GetValue(seed),
                parse.GetValue(threads),
                Test(parse.GetValue(elo0), parse.GetValue(elo1)),
                parse.GetValue(full)),
            parse.GetValue(file),
            options => new ArenaRun(
                options,
                new StackFolder(parse.GetRequiredValue(data).FullName),
                parse.InvocationConfiguration.Output,
                parse.GetValue(json),
                clock),
            cancellationToken));
        return command;
    }

    private static Argument<string> Player(string name) => new(name) { Description = $"A player: {ArenaPlayer.Syntax}." };

    private static int PairsOf(int games, GameConfig config) => (games + config.Players - 1) / config.Players;

    private static SequentialTestOptions Test(double elo0, double elo1)
    {
        var test = new SequentialTestOptions { Elo0 = elo0, Elo1 = elo1 };
        try
        {
            Validator.ValidateObject(test, new ValidationContext(test), validateAllProperties: true);
            return test;
        }
        catch (ValidationException contradiction)
        {
            var said = string.Create(CultureInfo.InvariantCulture, $"--elo1 '{elo1}': {contradiction.Message}");
            throw new CommandException(said, contradiction);
        }
    }

    private static async Task<int> PlayAsync(
        List<ArenaPlayer> players,
        ArenaOptions options,
        FileInfo? file,
        Func<ArenaOptions, ArenaRun> run,
        CancellationToken cancellationToken)
    {
        using var games = file is null ? null : new StreamWriter(new FileStream(file.FullName, FileMode.CreateNew));
        await run(options).PlayAsync(players, games, cancellationToken).ConfigureAwait(false);
        return 0;
    }
}
