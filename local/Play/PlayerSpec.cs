using System.Globalization;
using RingRift.Files;
using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Players;
using RingRift.Local.Arguments;

namespace RingRift.Local.Play;

/// <summary>Who plays, as written on the command line.</summary>
/// <param name="Kind"><c>human</c>, the name of a <see cref="Baseline"/>, <c>champion</c>, or the path of an .onnx file.</param>
/// <param name="Visits">Visits for each decision of a network; 0 for its policy without search.</param>
/// <param name="Symbol">The option or argument it was written for, which refusals name.</param>
internal sealed record PlayerSpec(string Kind, int Visits, string Symbol)
{
    public const string Human = "human";
    public const string Champion = "champion";

    /// <summary>All but a person.</summary>
    public const string Programs =
        "random, greedy, heuristic, alpha-beta[:DEPTH], uct[:ROLLOUTS], champion[:VISITS|:policy] or FILE.onnx[:VISITS|:policy]";

    public const string Syntax = $"{Human}, {Programs}";
    private const string Policy = "policy";
    private const int DefaultVisits = 64;
    private const string DefaultDepth = "2";
    private const string DefaultOpponent = "uct:256";

    /// <summary>Whether it is a network, which plays one configuration only.</summary>
    public bool IsNetwork => Kind != Human && !Baseline.IsKnown(Kind);

    /// <summary>A person on the first seat, <c>uct:256</c> on all others.</summary>
    public static string Default(GameConfig config) =>
        string.Join(',', Enumerable.Repeat(DefaultOpponent, config.Players - 1).Prepend(Human));

    /// <summary>Reads a player.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="symbol">The option or argument it was written for.</param>
    /// <param name="syntax">What may be written there.</param>
    /// <exception cref="CommandException">The text is none of <see cref="Syntax"/>.</exception>
    public static PlayerSpec Parse(string text, string symbol = "--players", string syntax = Syntax)
    {
        if (Baseline.IsKnown(text) || (text == Human && syntax == Syntax))
        {
            return new PlayerSpec(text, 0, symbol);
        }

        var colon = text.LastIndexOf(':');
        var (kind, number) = colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
        return kind switch
        {
            Baseline.Uct => Numbered(kind, number ?? $"{DefaultVisits}", "2 to 1000000"),
            Baseline.AlphaBeta => Numbered(kind, number ?? DefaultDepth, "1 to 6"),
            _ when !MayBeNetwork(kind) => throw Refused($"each must be {syntax}"),
            _ when number == Policy => new PlayerSpec(kind, 0, symbol),
            _ => new PlayerSpec(kind, number is null ? DefaultVisits : VisitsOf(number), symbol),
        };

        PlayerSpec Numbered(string kind, string number, string range) => Baseline.IsKnown($"{kind}-{number}")
            ? new PlayerSpec($"{kind}-{number}", 0, symbol)
            : throw Refused($"the number behind ':' must be {range}");

        int VisitsOf(string number) =>
            int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var visits) && visits is >= 2 and <= 1_000_000
                ? visits
                : throw Refused($"the number behind ':' must be 2 to 1000000, or '{Policy}'");

        CommandException Refused(string rule) => new($"{symbol} '{text}': {rule}");
    }

    /// <summary>Makes the player; null for a human.</summary>
    /// <param name="config">The configuration that is played.</param>
    /// <param name="championModel">Reads the champion's ONNX bytes.</param>
    /// <param name="cancellationToken">Stops reading a file.</param>
    /// <exception cref="CommandException">There is no such file, or its model plays another configuration.</exception>
    public async Task<IPlayer?> CreateAsync(GameConfig config, Func<Task<byte[]>> championModel, CancellationToken cancellationToken) =>
        Kind == Human ? null
        : Baseline.TryCreate(Kind, out var baseline) ? baseline
        : Kind == Champion ? ForNetwork(await championModel().ConfigureAwait(false), config)
        : ForNetwork(await ReadAsync(cancellationToken).ConfigureAwait(false), config);

    private static bool MayBeNetwork(string kind) => kind == Champion || kind.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    private IPlayer ForNetwork(byte[] model, GameConfig config)
    {
        var network = Open(model);
        if (network.Config == config)
        {
            return Visits == 0 ? new PolicyPlayer(network) : SearchPlayer.ForNetwork(network, Visits);
        }

        var other = network.Config;
        network.Dispose();
        throw new CommandException($"{Symbol} '{Kind}': the model plays {other}, not {config}; choose it with --config {other}");
    }

    private OnnxEvaluator Open(byte[] model)
    {
        try
        {
            return new OnnxEvaluator(model, new OnnxEvaluatorOptions { ModelId = Kind == Champion ? null : $"'{Kind}'" });
        }
        catch (InferenceException unfit)
        {
            throw new CommandException($"{Symbol}: {unfit.Message}", unfit);
        }
    }

    private async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var file = InputFile.OpenRead(Kind);
            await using (file.ConfigureAwait(false))
            {
                using var bytes = new MemoryStream();
                await file.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
                return bytes.ToArray();
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{Symbol} '{Kind}': the file cannot be read: {cause.Message}", cause);
        }
    }
}
