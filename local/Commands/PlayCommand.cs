using System.CommandLine;
using RingRift.Game;
using RingRift.Learning.Players;
using RingRift.Local.Arguments;
using RingRift.Local.Models;
using RingRift.Local.Play;
using RingRift.Local.Stack;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift play</c>: one game in the terminal.</summary>
internal static class PlayCommand
{
    public static Command Build()
    {
        var config = SharedOptions.Config();
        var players = new Option<string?>("--players")
        {
            Description = $"Who sits on each seat, by commas: {PlayerSpec.Syntax}. Default: human, and uct:256 on every other seat.",
            HelpName = "A,B[,C[,D]]",
        };
        var seed = ValueOptions.Whole<ulong>("--seed", "Seed of the players' choices.", 0, ulong.MaxValue, 1);
        var data = SharedOptions.Data();
        var json = SharedOptions.Json(
            "Print one JSON object for each ply, for each turn whose move is read from the input, and for the result.");
        var command = new Command(
            "play",
            "Play a game in the terminal against a model or a baseline, or watch two of them.") { config, players, seed, data, json };
        command.SetGuardedAction((parse, cancellationToken) => PlayAsync(
            parse.GetValue(config),
            parse.GetValue(players) ?? PlayerSpec.Default(parse.GetValue(config)),
            parse.GetValue(seed),
            new StackFolder(parse.GetRequiredValue(data).FullName),
            parse.GetValue(json)
                ? new JsonGameView(parse.InvocationConfiguration.Output)
                : new TextGameView(parse.InvocationConfiguration.Output),
            cancellationToken));
        return command;
    }

    private static async Task<int> PlayAsync(
        GameConfig config, string players, ulong seed, StackFolder folder, IGameView view, CancellationToken cancellationToken)
    {
        var specs = players.Split(',').Select(text => PlayerSpec.Parse(text)).ToList();
        if (specs.Count != config.Players)
        {
            throw new CommandException($"--players '{players}': {config.Name} has {config.Players} seats, not {specs.Count}");
        }

        var seats = new List<IPlayer?>();
        try
        {
            foreach (var spec in specs)
            {
                seats.Add(
                    await spec.CreateAsync(
                        config, () => ChampionModel.ReadAsync(folder, config, cancellationToken), cancellationToken).ConfigureAwait(false));
                seats[^1]?.Begin(seed + (ulong)seats.Count);
            }

            var game = new TerminalGame(new GameState(GameRules.For(config)), seats, Console.In, view);
            return await game.PlayAsync(cancellationToken).ConfigureAwait(false) ? 0 : CommandActions.Interrupted;
        }
        finally
        {
            seats.OfType<IDisposable>().ToList().ForEach(player => player.Dispose());
        }
    }
}
