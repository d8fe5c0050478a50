// Cases of the reference suite that many faults break together, by what a right peer does in them.

/** Text that is echoed: groups 6.1, 6.2 and the valid ones of 6.5-6.23. */
export const validText: readonly string[] = [
  "6.1.*",
  "6.2.*",
  "6.5.*",
  "6.6.2",
  "6.6.5",
  "6.6.7",
  "6.6.9",
  "6.6.11",
  "6.7.*",
  "6.9.*",
  "6.11.1-4",
  "6.22.*",
  "6.23.*",
];

/** Text for which the connection is failed with 1007. */
export const invalidText: readonly string[] = [
  "6.3.*",
  "6.4.*",
  "6.6.1",
  "6.6.3-4",
  "6.6.6",
  "6.6.8",
  "6.6.10",
  "6.8.*",
  "6.10.*",
  "6.11.5",
  "6.12.*",
  "6.13.*",
  "6.14.*",
  "6.15.*",
  "6.16.*",
  "6.17.*",
  "6.18.*",
  "6.19.*",
  "6.20.*",
  "6.21.*",
];

/** A message that is echoed, and nothing wrong. */
export const echoes: readonly string[] = [
  "1.1.*",
  "1.2.*",
  "5.3-8",
  "5.19-20",
  ...validText,
  "7.1.1",
  "10.1.1",
];

/** A good message, which is echoed, before what is wrong. */
export const firstEchoes: readonly string[] = ["3.2-4", "4.1.3-5", "4.2.3-5", "5.15"];

/** A ping that is answered, and nothing wrong. */
export const pongs: readonly string[] = ["2.1-4", "2.6", "2.9-11", "5.6-8", "5.19-20"];

/** The driver closes and the peer must answer. */
export const answeredCloses: readonly string[] = [
  ...echoes,
  ...pongs,
  "2.7-8",
  "7.1.2-5",
  "7.3.1",
  "7.3.3-5",
  "7.7.*",
];

/** Frames for which the connection is failed with 1002. */
export const brokenFrames: readonly string[] = ["2.5", "3.*", "4.*", "5.1-2", "5.9-18"];

/** Close frames that are answered with 1002. */
export const brokenCloses: readonly string[] = ["7.3.2", "7.3.6", "7.9.*"];

/** The handshake is right, or must be taken, and the connection is tried. */
export const workingHandshakes: readonly string[] = [
  "H.1.1-16",
  "H.8.1-4",
  "H.8.7",
  "H.9.1-5",
  "H.10.*",
  "H.11.*",
  "H.12.*",
  "H.13.*",
];

/** The same for a peer that does not echo: a server may lose what came with the request. */
export const echolessHandshakes: readonly string[] = workingHandshakes.map((patterns) =>
  patterns === "H.8.1-4" ? "H.8.1 H.8.4" : patterns,
);

/** All cases that a peer cannot pass whose every frame, or first one, is wrong. */
export const everyFrame: readonly string[] = [
  ...answeredCloses,
  ...invalidText,
  ...brokenFrames,
  ...brokenCloses,
  ...workingHandshakes,
  "7.5.1",
  "R.3.* R.3.8.* R.3.9.* R.5.* R.6.6.* R.6.12.8 R.6.13.* R.7.1.* R.7.3.* R.7.5.1 R.7.9.* R.7.13.*",
  "H.18.8-9 M.1.* M.2.* M.3.* M.4.* M.5.* M.6.* M.7.* M.8.*",
  "C.1.* C.2.* C.3.* C.4.* C.5.5-7 C.5.9-11",
];

/** All cases of servers, but for the handshake's own, that need an open connection. */
export const openConnections: readonly string[] = [
  ...answeredCloses,
  ...invalidText,
  ...brokenFrames,
  ...brokenCloses,
  "7.5.1",
  "R.3.* R.3.8.* R.3.9.* R.5.* R.6.6.* R.6.12.8 R.6.13.* R.7.1.6 R.7.3.* R.7.5.1 R.7.9.* R.7.13.*",
  "M.1.* M.3.* M.4.* M.5.* M.6.* M.7.* M.8.*",
  "C.1.1-4 C.2.* C.3.* C.4.* C.5.1-7 C.5.9 C.5.11",
];
