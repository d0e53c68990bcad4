using System.CommandLine.Parsing;
using RingRift.Game;
using RingRift.Learning.Players;
using RingRift.Local.Arguments;
using RingRift.Local.Models;
using RingRift.Local.Play;
using RingRift.Local.Stack;

namespace RingRift.Local.Arena;

/// <summary>Who takes part: one of our players, or any program that speaks the engine's protocol.</summary>
internal sealed class ArenaPlayer
{
    public const string Syntax = $"{PlayerSpec.Programs}, or 'program:PATH ARGUMENTS'";
    private const string Program = "program:";

    private readonly PlayerSpec? _spec;
    private readonly string[] _command;

    private ArenaPlayer(PlayerSpec? spec, string[] command) => (_spec, _command) = (spec, command);

    /// <summary>Reads a player.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="symbol">The argument it was written for.</param>
    /// <exception cref="CommandException">The text is none of <see cref="Syntax"/>.</exception>
    public static ArenaPlayer Parse(string text, string symbol)
    {
        if (!text.StartsWith(Program, StringComparison.Ordinal))
        {
            return new ArenaPlayer(PlayerSpec.Parse(text, symbol, Syntax), []);
        }

        string[] command = [.. CommandLineParser.SplitCommandLine(text[Program.Length..])];
        return command.Length > 0
            ? new ArenaPlayer(null, command)
            : throw new CommandException($"{symbol} '{text}': a path must be behind '{Program}'");
    }

    /// <summary>Makes the player; the caller disposes it where it can be disposed.</summary>
    /// <exception cref="CommandException">It cannot be made, or it plays another configuration.</exception>
    public async Task<IPlayer> CreateAsync(
        GameConfig config, StackFolder folder, TimeProvider clock, CancellationToken cancellationToken) =>
        _spec is null
            ? await ProgramPlayer.StartAsync(_command, config, clock, cancellationToken).ConfigureAwait(false)
            : (await _spec.CreateAsync(
                config, () => ChampionModel.ReadAsync(folder, config, cancellationToken), cancellationToken).ConfigureAwait(false))!;
}
