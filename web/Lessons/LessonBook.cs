namespace RingRift.Web.Lessons;

/// <summary>The lessons, in the order in which a newcomer reads them.</summary>
public static class LessonBook
{
    private const string Board = "hex8_2p";

    /// <summary>All lessons.</summary>
    public static IReadOnlyList<Lesson> All { get; } =
    [
        new(
            "place",
            "Place rings",
            "Every player has rings in hand, 18 on this board. A turn begins with placing: one to three rings on an empty cell, or one "
            + "ring on top of any stack. Who owns the top ring of a stack controls it.",
            "You are seat 1, the circle. Choose a cell, then how many rings.",
            Board,
            "P1w0|18,0,0;17,0,0|S2,-2=2|M|C|A-/f00000/q0.0.0.",
            ["P:0,0:2"],
            "Two rings stand there as a stack. The number is its height."),
        new(
            "move",
            "Move a stack",
            "The stack that you placed on must move now; without a placement, any stack of yours may. It goes in a straight line, at "
            + "least as many cells as it is high. It leaves a marker where it stood.",
            "Move the stack of two. It must go two cells or further.",
            Board,
            "M1w0|16,0,0;17,0,0|S0,0=11;2,-2=2|M|C|A0,0/f10000/q0.0.0.",
            ["M:0,0>-2,2"],
            "Your marker lies where the stack was. Markers become lines and borders."),
        new(
            "markers",
            "Pass over markers",
            "Stacks pass over markers. A marker of another player that you pass becomes yours. A marker of your own that you pass "
            + "collapses: the cell is your territory, for good, and nobody can enter it.",
            "Move the ring over both markers.",
            Board,
            "M1w0|15,0,0;17,0,0|S-3,0=1;3,1=2|M-2,0=2;-1,0=1|C|A-/f00000/q0.0.0.",
            ["M:-3,0>1,0"],
            "The other player's marker is yours now, and your own has become territory."),
        new(
            "landing",
            "Land on a marker",
            "A stack may land on a marker. The marker goes, and so does the top ring of the stack. The ring is credited to you: rings "
            + "that leave the game in your turn count for you, whatever their colour.",
            "Move the stack onto the marker.",
            Board,
            "M1w0|14,0,0;17,0,0|S-2,0=11;3,1=2|M1,0=2|C|A-/f00000/q0.0.0.",
            ["M:-2,0>1,0"],
            "One ring is gone, and one is credited to you. Enough credited rings win the game."),
        new(
            "control",
            "Take control",
            "One ring may go on top of a stack of somebody else. Now you control that stack. The rings of one colour at the top are its "
            + "cap; the other player's rings lie buried below.",
            "Place a ring on the stack of the square.",
            Board,
            "P1w0|15,0,0;15,0,0|S-3,1=1;0,0=22;3,-3=2|M|C|A-/f00000/q0.0.0.",
            ["P:0,0:1"],
            "You control a stack of three with a cap of one. The little pile shows its rings from the bottom up, and the line beside it the cap."),
        new(
            "capture",
            "Capture, and go on",
            "A stack can jump over the first stack that it meets on a line, if its cap is at least as high as the other's. It lands "
            + "somewhere beyond, and takes the top ring of the other stack under its own bottom. Whoever has captured must go on as long "
            + "as it can.",
            "Jump over the stack in the middle, then over the next one.",
            Board,
            "M1w0|14,0,0;14,0,0|S-3,0=11;-2,4=2;0,0=12;2,-2=2|M|C|A-/f00000/q0.0.0.",
            ["C:-3,0>0,0>2,0", "K:2,0>2,-2>2,-3"],
            "Two rings were taken under your stack. It is four high now, so its next move must be long."),
        new(
            "line",
            "Make a line",
            "Four of your markers in a row make a line here; three do on some boards. At the end of your turn it collapses into "
            + "territory. You pay for it with the top ring of a stack. A line that is longer than needed may collapse in part, and then "
            + "it costs nothing.",
            "Choose the line, then the stack that pays.",
            Board,
            "L1w0|8,0,0;9,0,0|S-1,-2=2;3,-3=11|M-2,1=1;-1,1=1;0,1=1;1,1=1|C|A-/f10000/q0.0.0.",
            ["L:-2,1;-1,1;0,1;1,1", "EL:3,-3"],
            "Four cells are yours for good. The ring that you paid is credited to you."),
        new(
            "region",
            "Take a region",
            "Markers of one colour, together with territory and the edge, can cut off a part of the board. If some player has no stack in "
            + "there, you may take it all, as long as you control a stack outside: the cap of that stack is the price. The rings inside "
            + "are credited to you, and the cells and the border become your territory.",
            "Choose the corner that is cut off, then the stack that pays.",
            Board,
            "T1w0|8,0,0;9,0,0|S-4,4=22;0,0=1;1,1=2;2,-3=11|M-4,2=1;-3,2=1;-2,2=1;-2,3=1;-2,4=1|C|A-/f10000/q0.0.0.",
            ["T:4:-4,3:bbd10a20", "ET:0,0"],
            "The region and its border are yours, and the rings in it are credited to you."),
        new(
            "recover",
            "Come back",
            "A player who controls no stack, but has a marker and a buried ring, can recover: a marker slides to a neighbouring cell. The "
            + "price is one of his buried rings.",
            "You control no stack. Slide the marker, and choose the stack that holds your ring.",
            Board,
            "M1w0|0,0,0;5,0,0|S-2,-1=12;0,0=12|M2,1=1|C|A-/f00000/q2.0.0.1-2+",
            ["RF:2,1>3,0:0,0"],
            "The marker has moved, and your ring left the stack. It is credited to you."),
        new(
            "forced",
            "When you can do nothing",
            "A player who controls a stack, and can do nothing at all in a turn, must give up the cap of one of his stacks. The rings are "
            + "credited to him.",
            "Nothing can move. Choose a stack to give up its cap.",
            Board,
            "F1w0|0,0,0;6,0,3|S-4,4=22111;3,-3=2|M|C-4,3=2;-3,3=2;-3,4=2|A-/f00000/q2.0.0.1-2+",
            ["F:-4,4"],
            "The cap is gone. What was below it has another owner now."),
    ];
}
