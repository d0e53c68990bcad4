namespace RingRift.Learning.Encoding;

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
