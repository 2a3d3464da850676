login-title = Log in
login-about = Betang follows every mother and child, together with midwives and dukun.
login-name = Login name
login-password = Password
login-button = Log in
login-wrong = Name or password does not match.
login-too-many = Too many attempts. Wait { $minutes } minutes.
login-forgotten = Password forgotten? The head of the Puskesmas can give you a new one.
