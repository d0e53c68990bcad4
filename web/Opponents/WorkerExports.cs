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
    private static AsyncSearchPlayer? _champion;
    private static (string Model, GameConfig Config) _opened;

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

    /// <summary>What the network comes to that <c>network.js</c> has opened.</summary>
    /// <param name="rules">Rules of the game, as <see cref="RulesText"/>.</param>
    /// <param name="state">A position with at least two legal moves, in the notation of states.</param>
    /// <param name="player">Name of a <see cref="NetworkPlayer"/>, for its visits.</param>
    /// <param name="model">The address of the network, by which another one is told from it.</param>
    /// <returns>A <see cref="Thought"/> as text.</returns>
    [JSExport]
    internal static async Task<string> Think(string rules, string state, string player, string model)
    {
        var position = StateNotation.Parse(RulesText.Parse(rules), state);
        var visits = NetworkPlayer.TryParse(player, out var known)
            ? known.Visits
            : throw new ArgumentException($"There is no player '{player}'. There are {NetworkPlayer.Known}.", nameof(player));
        return Thought.Format(position, await ChampionOf(model, position.Rules.Config).AnalyseAsync(position, visits).ConfigureAwait(false));
    }

    private static AsyncSearchPlayer ChampionOf(string model, GameConfig config)
    {
        if (_champion is null || _opened != (model, config))
        {
            _champion?.Dispose();
            (_champion, _opened) = (new AsyncSearchPlayer(new BrowserNetwork(config)), (model, config));
        }

        return _champion;
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
