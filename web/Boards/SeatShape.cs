namespace RingRift.Web.Boards;

/// <summary>Each seat has a shape besides its colour, so that seats can be told apart without colours.</summary>
public static class SeatShape
{
    // A circle, a square, a triangle and a diamond of about the same area, around 0,0 with a radius of about 1.
    private static readonly string[] Outlines =
    [
        "M0,-.8A.8,.8,0,1,1,0,.8A.8,.8,0,1,1,0,-.8Z",
        "M-.7,-.7H.7V.7H-.7Z",
        "M0,-1L1,.75H-1Z",
        "M0,-1.05L1.05,0L0,1.05L-1.05,0Z",
    ];

    /// <summary>The outline of a seat's shape, as the attribute <c>d</c> wants it.</summary>
    /// <param name="seat">Seat, 1..4.</param>
    public static string OutlineOf(int seat) => Outlines[seat - 1];
}
