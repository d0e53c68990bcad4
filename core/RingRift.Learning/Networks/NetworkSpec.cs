using System.Text.Json;
using System.Text.Json.Serialization;
using RingRift.Game;
using RingRift.Learning.Encoding;

namespace RingRift.Learning.Networks;

/// <summary>
/// The shape of a policy/value network: everything the ONNX writer and the trainer need to lay out the same layers.
/// </summary>
/// <remarks>
/// Residual tower after AlphaZero (Silver et al. 2018) with the global-pooling bias of KataGo (Wu 2019, section 3.3) in every second block.
/// See <see cref="WeightShapes"/> for the layers in order and ADR 0003 for the reasons.
/// </remarks>
public sealed record NetworkSpec
{
    /// <summary>Name of the game configuration, for example <c>hex8_2p</c>.</summary>
    public required string Config { get; init; }

    /// <summary>Version of the input planes and of the action space; a network reads no other.</summary>
    public required int EncoderVersion { get; init; }

    /// <summary>Input planes, C of the input [N, C, H, W].</summary>
    public required int Planes { get; init; }

    /// <summary>Rows of the (bounding) board square.</summary>
    public required int Height { get; init; }

    /// <summary>Columns of the (bounding) board square.</summary>
    public required int Width { get; init; }

    /// <summary>Whether the board is a hexagon inside the bounding square, so that some cells are off the board.</summary>
    public required bool Hexagonal { get; init; }

    /// <summary>Policy planes that have one logit a cell.</summary>
    public required int SpatialPlanes { get; init; }

    /// <summary>Policy logits that belong to no cell.</summary>
    public required int ScalarActions { get; init; }

    /// <summary>Seats, 2 to 4: the width of the value output.</summary>
    public required int Players { get; init; }

    /// <summary>Residual blocks.</summary>
    public int Blocks { get; init; } = 4;

    /// <summary>Channels of the tower.</summary>
    public int Channels { get; init; } = 32;

    /// <summary>Channels of the policy head's first convolution.</summary>
    public int PolicyChannels { get; init; } = 32;

    /// <summary>Channels of the value head's convolution.</summary>
    public int ValueChannels { get; init; } = 32;

    /// <summary>Width of the value head's hidden layer.</summary>
    public int ValueHidden { get; init; } = 64;

    /// <summary>Policy outputs: <c>SpatialPlanes * Height * Width + ScalarActions</c>.</summary>
    public int Actions => (SpatialPlanes * Height * Width) + ScalarActions;

    /// <summary>Cells of the board square, on the board or not.</summary>
    public int Area => Height * Width;

    /// <summary>The network of a configuration; the heads keep their default widths.</summary>
    /// <param name="config">Board and players: they fix the inputs and outputs.</param>
    /// <param name="blocks">Residual blocks, at least 1.</param>
    /// <param name="channels">Channels of the tower, at least 1.</param>
    public static NetworkSpec For(GameConfig config, int blocks = 4, int channels = 32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        var encoder = PositionEncoder.For(config);
        var actions = ActionSpace.For(config);
        return new NetworkSpec
        {
            Config = config.Name,
            EncoderVersion = PlaneTable.Version,
            Planes = encoder.Planes,
            Height = encoder.Height,
            Width = encoder.Width,
            Hexagonal = Board.For(config.Board).IsHex,
            SpatialPlanes = actions.SpatialPlanes,
            ScalarActions = actions.ScalarActions,
            Players = config.Players,
            Blocks = blocks,
            Channels = channels,
        };
    }

    /// <summary>Whether block <paramref name="block"/> (from 0) has a global-pooling bias: every second one, from block 1.</summary>
    public static bool HasPooling(int block) => block % 2 == 1;

    /// <summary>One float a cell of the board square in row order: 1 on the board, 0 off it.</summary>
    public float[] BoardMask()
    {
        var mask = new float[Area];
        var radius = (Width - 1) / 2;
        for (var i = 0; i < mask.Length; i++)
        {
            var x = (i % Width) - radius;
            var y = (i / Width) - radius;
            mask[i] = !Hexagonal || Math.Abs(x + y) <= radius ? 1f : 0f;
        }

        return mask;
    }

    /// <summary>Names and shapes of all weights, in the order in which they are stored.</summary>
    /// <remarks>
    /// <list type="table">
    /// <item><term>stem.conv</term><description>3x3, planes to channels, ReLU</description></item>
    /// <item><term>block{i}.conv1</term><description>3x3; without pooling its output goes through a ReLU</description></item>
    /// <item><term>block{i}.pool</term>
    /// <description>in pooling blocks: <c>h = ReLU(conv1 + pool.weight [mean(ReLU(conv1)), max(ReLU(conv1))] + pool.bias)</c>,
    /// mean and max over on-board cells, mean first</description></item>
    /// <item><term>block{i}.conv2</term><description>3x3; added to the block's input, then ReLU</description></item>
    /// <item><term>policy.conv</term><description>1x1, ReLU</description></item>
    /// <item><term>policy.out</term><description>1x1 to the spatial planes, flattened as plane, row, column</description></item>
    /// <item><term>policy.scalar</term>
    /// <description>linear from [mean, max] of policy.conv over on-board cells to the scalar actions, appended last</description></item>
    /// <item><term>value.conv</term><description>1x1, ReLU</description></item>
    /// <item><term>value.hidden</term><description>linear from [mean, max] of value.conv over on-board cells, ReLU</description></item>
    /// <item><term>value.out</term><description>linear to the seats, softmax; seat to move first</description></item>
    /// </list>
    /// Each has a <c>.weight</c> (convolution [out, in, k, k], linear [out, in]) and a <c>.bias</c> [out]. All convolutions keep the size
    /// (zero padding).
    /// </remarks>
    public IReadOnlyList<WeightShape> WeightShapes()
    {
        var shapes = new List<WeightShape>();
        Convolution(shapes, "stem.conv", Planes, Channels, 3);
        for (var i = 0; i < Blocks; i++)
        {
            Convolution(shapes, $"block{i}.conv1", Channels, Channels, 3);
            if (HasPooling(i))
            {
                Linear(shapes, $"block{i}.pool", 2 * Channels, Channels);
            }

            Convolution(shapes, $"block{i}.conv2", Channels, Channels, 3);
        }

        Convolution(shapes, "policy.conv", Channels, PolicyChannels, 1);
        Convolution(shapes, "policy.out", PolicyChannels, SpatialPlanes, 1);
        Linear(shapes, "policy.scalar", 2 * PolicyChannels, ScalarActions);
        Convolution(shapes, "value.conv", Channels, ValueChannels, 1);
        Linear(shapes, "value.hidden", 2 * ValueChannels, ValueHidden);
        Linear(shapes, "value.out", ValueHidden, Players);
        return shapes;
    }

    /// <summary>The specification as JSON, as stored in the model's metadata.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, NetworkJson.Default.NetworkSpec);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The text is no network specification.</exception>
    public static NetworkSpec FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, NetworkJson.Default.NetworkSpec)
                ?? throw new InvalidDataException("The network specification is JSON null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The network specification is not valid: {e.Message}", e);
        }
    }

    private static void Convolution(List<WeightShape> shapes, string name, int from, int to, int kernel)
    {
        shapes.Add(new WeightShape(name + ".weight", [to, from, kernel, kernel]));
        shapes.Add(new WeightShape(name + ".bias", [to]));
    }

    private static void Linear(List<WeightShape> shapes, string name, int from, int to)
    {
        shapes.Add(new WeightShape(name + ".weight", [to, from]));
        shapes.Add(new WeightShape(name + ".bias", [to]));
    }
}

/// <summary>Name and shape of one weight tensor.</summary>
/// <param name="Name">Name, for example <c>block1.conv2.weight</c>.</param>
/// <param name="Shape">Dimensions, outermost first.</param>
public sealed record WeightShape(string Name, IReadOnlyList<int> Shape)
{
    /// <summary>Number of values.</summary>
    public int Length => Shape.Aggregate(1, (product, size) => product * size);

    /// <summary>Inputs that feed one output value: all dimensions but the first.</summary>
    public int FanIn => Shape.Skip(1).Aggregate(1, (product, size) => product * size);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(NetworkSpec))]
internal sealed partial class NetworkJson : JsonSerializerContext;
