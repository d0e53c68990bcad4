using RingRift.Game;

namespace RingRift.Learning.Encoding;

/// <summary>
/// The input planes in order. Every value is a byte times the plane's scale, so samples stored as bytes lose nothing.
/// </summary>
/// <remarks>
/// "[seat]" stands for one plane per seat, the seat to move first, then in turn order.
/// <list type="table">
/// <listheader><term>Plane</term>
/// <description>Value on a cell (the upper part) or on the whole square (from <see cref="Hand"/> on)</description></listheader>
/// <item><term><see cref="OnBoard"/></term><description>1 on the board, 0 around a hexagon</description></item>
/// <item><term><see cref="Controller"/>[seat]</term><description>1 where the seat owns a stack's top ring</description></item>
/// <item><term><see cref="Cap"/>[seat]</term><description>cap height of the stacks the seat controls, eighths</description></item>
/// <item><term><see cref="Height"/></term><description>rings of the stack, eighths</description></item>
/// <item><term><see cref="Buried"/>[seat]</term><description>the seat's rings below the cap, quarters</description></item>
/// <item><term><see cref="Next"/>[seat]</term>
/// <description>1 where the ring right below the cap is the seat's: who controls when the cap goes</description></item>
/// <item><term><see cref="Marker"/>[seat]</term><description>1 on the seat's markers</description></item>
/// <item><term><see cref="Collapsed"/>[seat]</term><description>1 on the seat's territory</description></item>
/// <item><term><see cref="Active"/></term><description>1 on the stack that must move or capture</description></item>
/// <item><term><see cref="Hand"/>[seat]</term><description>rings in hand / rings per player</description></item>
/// <item><term><see cref="Eliminated"/>[seat]</term><description>eliminated rings / victory threshold, at most 1</description></item>
/// <item><term><see cref="Territory"/>[seat]</term><description>territory / victory minimum, at most 1</description></item>
/// <item><term><see cref="LastStanding"/>[seat]</term>
/// <description>rounds as the only player with real actions / rounds required, at most 1</description></item>
/// <item><term><see cref="PhaseName"/>[phase]</term>
/// <description>1 in that phase: seven planes in the order of <see cref="Phase"/></description></item>
/// <item><term><see cref="Acted"/>, <see cref="RecoveryMade"/>, <see cref="LineOwed"/>, <see cref="TerritoryOwed"/>,
/// <see cref="SwapOpen"/></term>
/// <description>1 where the flag of the state is set</description></item>
/// </list>
/// </remarks>
public sealed class PlaneTable
{
    /// <summary>Version of planes and actions together; a change of either makes older networks and samples unreadable.</summary>
    public const int Version = 1;

#pragma warning disable CS1591 // The table above says what each plane holds.
    public const string OnBoard = "on_board";
    public const string Controller = "controller";
    public const string Cap = "cap";
    public const string Height = "height";
    public const string Buried = "buried";
    public const string Next = "next";
    public const string Marker = "marker";
    public const string Collapsed = "collapsed";
    public const string Active = "active";
    public const string Hand = "hand";
    public const string Eliminated = "eliminated";
    public const string Territory = "territory";
    public const string LastStanding = "last_standing";
    public const string PhaseName = "phase";
    public const string Acted = "acted";
    public const string RecoveryMade = "recovery_made";
    public const string LineOwed = "line_owed";
    public const string TerritoryOwed = "territory_owed";
    public const string SwapOpen = "swap_open";
#pragma warning restore CS1591

    internal const int Phases = (int)Phase.Over;
    private const float Fraction = 1f / byte.MaxValue;

    private readonly List<PlaneDescription> _planes = [];
    private readonly Dictionary<string, int> _first = new(StringComparer.Ordinal);

    /// <summary>The planes of a game with that many seats.</summary>
    /// <param name="players">Seats, 2 to 4.</param>
    public PlaneTable(int players)
    {
        Add(OnBoard, 1f);
        AddEach(Controller, players, 1f);
        AddEach(Cap, players, 1f / 8);
        Add(Height, 1f / 8);
        AddEach(Buried, players, 1f / 4);
        AddEach(Next, players, 1f);
        AddEach(Marker, players, 1f);
        AddEach(Collapsed, players, 1f);
        Add(Active, 1f);
        AddEach(Hand, players, Fraction);
        AddEach(Eliminated, players, Fraction);
        AddEach(Territory, players, Fraction);
        AddEach(LastStanding, players, Fraction);
        AddEach(PhaseName, Phases, 1f);
        foreach (var flag in (ReadOnlySpan<string>)[Acted, RecoveryMade, LineOwed, TerritoryOwed, SwapOpen])
        {
            Add(flag, 1f);
        }
    }

    /// <summary>All planes in order.</summary>
    public IReadOnlyList<PlaneDescription> Planes => _planes;

    /// <summary>Index of a plane, or of the first of its group.</summary>
    /// <param name="name">One of the constants of this class.</param>
    /// <exception cref="KeyNotFoundException">There is no such plane.</exception>
    public int IndexOf(string name) => _first[name];

    private void Add(string name, float scale)
    {
        _first.TryAdd(name, _planes.Count);
        _planes.Add(new PlaneDescription(name, scale));
    }

    private void AddEach(string name, int count, float scale)
    {
        _first.Add(name, _planes.Count);
        for (var i = 0; i < count; i++)
        {
            _planes.Add(new PlaneDescription($"{name}.{i}", scale));
        }
    }
}

/// <summary>One input plane.</summary>
/// <param name="Name">Name; planes of a seat end in the seat's number relative to the seat to move (0 is to move, 1 moves next).</param>
/// <param name="Scale">What one unit of the stored byte is worth in the network's input.</param>
public sealed record PlaneDescription(string Name, float Scale);

/// <summary>The plane numbers of a table as fields: the encoder looks nothing up.</summary>
internal sealed class PlaneLayout(PlaneTable table)
{
    public readonly int OnBoard = table.IndexOf(PlaneTable.OnBoard);
    public readonly int Controller = table.IndexOf(PlaneTable.Controller);
    public readonly int Cap = table.IndexOf(PlaneTable.Cap);
    public readonly int Height = table.IndexOf(PlaneTable.Height);
    public readonly int Buried = table.IndexOf(PlaneTable.Buried);
    public readonly int Next = table.IndexOf(PlaneTable.Next);
    public readonly int Marker = table.IndexOf(PlaneTable.Marker);
    public readonly int Collapsed = table.IndexOf(PlaneTable.Collapsed);
    public readonly int Active = table.IndexOf(PlaneTable.Active);
    public readonly int Hand = table.IndexOf(PlaneTable.Hand);
    public readonly int Eliminated = table.IndexOf(PlaneTable.Eliminated);
    public readonly int Territory = table.IndexOf(PlaneTable.Territory);
    public readonly int LastStanding = table.IndexOf(PlaneTable.LastStanding);
    public readonly int Phase = table.IndexOf(PlaneTable.PhaseName);
    public readonly int Acted = table.IndexOf(PlaneTable.Acted);
    public readonly int RecoveryMade = table.IndexOf(PlaneTable.RecoveryMade);
    public readonly int LineOwed = table.IndexOf(PlaneTable.LineOwed);
    public readonly int TerritoryOwed = table.IndexOf(PlaneTable.TerritoryOwed);
    public readonly int SwapOpen = table.IndexOf(PlaneTable.SwapOpen);
}
