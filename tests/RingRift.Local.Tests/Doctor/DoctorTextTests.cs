using RingRift.Local.Doctor;

namespace RingRift.Local.Tests.Doctor;

public sealed class DoctorTextTests
{
    [Fact]
    public void Should_show_a_line_for_each_part_with_its_mend_below() => Assert.Equal(
        [
            "ok       clock    now",
            "warning  port 1   taken",
            "                  -> stop it",
            "fails    Node.js  none",
            "                  -> install it",
            "The main command cannot run here: Node.js.",
        ],
        DoctorText.Lines(
            new DoctorReport(
                [
                    Finding.Ok("clock", "now"), Finding.Warning("port 1", "taken", "stop it"),
                    Finding.Fails("Node.js", "none", "install it")
                ])));

    [Fact]
    public void When_nothing_fails_should_say_that_the_command_can_run() =>
        Assert.Equal(
            "The main command can run here.", DoctorText.Lines(new DoctorReport([Finding.Warning("port 1", "taken", "stop it")])).Last());
}
