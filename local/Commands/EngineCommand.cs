using System.CommandLine;
using System.Text;
using RingRift.Game;
using RingRift.Local.Arguments;
using RingRift.Local.Engine;
using RingRift.Local.Models;
using RingRift.Local.Play;
using RingRift.Local.Stack;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift engine</c>: a player for other programs, over standard input and output.</summary>
internal static class EngineCommand
{
    private const string DefaultPlayer = "uct:256";

    public static Command Build(TimeProvider clock)
    {
        var config = SharedOptions.Config();
        var player = new Option<string>("--player", "--model")
        {
            Description = $"Who thinks: {PlayerSpec.Programs}.",
            DefaultValueFactory = _ => DefaultPlayer,
            HelpName = "PLAYER",
        };
        var seed = ValueOptions.Whole<ulong>("--seed", "Seed of games that name none.", 0, ulong.MaxValue, 1);
        var data = SharedOptions.Data();
        var command = new Command(
            "engine",
            "Play for another program: JSON requests on standard input, one answer each on standard output (docs/engine.md).")
        {
            player, config, seed, data,
        };
        command.SetGuardedAction((parse, cancellationToken) => RunAsync(
            PlayerSpec.Parse(parse.GetRequiredValue(player), "--player", PlayerSpec.Programs),
            parse.GetValue(config),
            parse.GetValue(seed),
            new StackFolder(parse.GetRequiredValue(data).FullName),
            parse.InvocationConfiguration.Output,
            clock,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        PlayerSpec spec,
        GameConfig config,
        ulong seed,
        StackFolder folder,
        TextWriter output,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var player = await spec.CreateAsync(
            config, () => ChampionModel.ReadAsync(folder, config, cancellationToken), cancellationToken).ConfigureAwait(false);
        using var owned = player as IDisposable;
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var session = new EngineSession(new EngineOptions(config, spec.IsNetwork, seed), player!, clock, output);
        return await session.RunAsync(input, cancellationToken).ConfigureAwait(false) ? 0 : 1;
    }
}
