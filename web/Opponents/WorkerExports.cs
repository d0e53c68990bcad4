using System.Globalization;
using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using RingRift.Game;
using RingRift.Learning.Players;

namespace RingRift.Web.Opponents;

/// <summary>
/// What <c>engine-worker.js</c> calls in its own .NET runtime. Texts go both ways: a worker shares no objects with the page.
/// </summary>
[SupportedOSPlatform("browser")]
public static partial class WorkerExports
{
    // A player keeps its tree's memory from one question to the next.
    private static IPlayer? _player;

    /// <summary>The move that a player chooses.</summary>
    /// <param name="rules">Rules of the game, as <see cref="RulesText"/>.</param>
    /// <param name="state">The position, in the notation of states.</param>
    /// <param name="player">Name of a baseline.</param>
    /// <param name="seed">Seed of what the player draws by lot, a whole number.</param>
    /// <returns>The move in notation.</returns>
    [JSExport]
    internal static string Choose(string rules, string state, string player, string seed)
    {
        var position = StateNotation.Parse(RulesText.Parse(rules), state);
        var chooser = PlayerOf(player);
        chooser.Begin(ulong.Parse(seed, NumberStyles.None, CultureInfo.InvariantCulture));
        return MoveNotation.Format(position, chooser.Choose(position));
    }

    private static IPlayer PlayerOf(string name)
    {
        if (_player?.Name != name)
        {
            _player = Baseline.TryCreate(name, out var created)
                ? created
                : throw new ArgumentException($"There is no player '{name}'. There are {Baseline.Known}.", nameof(name));
        }

        return _player;
    }
}
